import { type FormEvent, type InputHTMLAttributes, type ReactNode, type Ref, useEffect } from "react";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./sign-in.module.css";

interface Doored {
  title: string;
  onSubmit(event: FormEvent<HTMLFormElement>): void;
  children: ReactNode;
}

/** A form before the house. */
export function Door({ title, onSubmit, children }: Doored) {
  const { m } = useSpoken();
  useEffect(() => {
    document.title = `${title} · ${m.product}`;
  }, [title, m]);
  return (
    <form className={style.form} onSubmit={onSubmit}>
      <h1>{title}</h1>
      {children}
    </form>
  );
}

interface Lined extends Omit<InputHTMLAttributes<HTMLInputElement>, "name"> {
  name: string;
  field: string;
  hint?: string;
  ref?: Ref<HTMLInputElement>;
}

export function Line({ name, field, hint, ref, ...input }: Lined) {
  return (
    <label>
      {name}
      <input ref={ref} className={design.field} name={field} required {...input} />
      {hint && <span className={design.fine}>{hint}</span>}
    </label>
  );
}
