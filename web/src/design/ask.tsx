import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Refusal } from "../api/client";
import { useSpoken } from "../i18n/context";
import { Detail } from "../i18n/own-words";
import { refusalIn } from "../i18n/refusals";
import style from "./ask.module.css";
import design from "./design.module.css";

interface Question {
  title: string;
  /** What is written, as the field's label. */
  label: string;
  confirm: string;
  /** Characters at most; 2000 where it is not said. */
  most?: number;
  /** Stands above the field. */
  children?: ReactNode;
  /** What is given; a promise that is broken is told, and the dialog stays. */
  onGive(text: string): Promise<unknown>;
  onClose(): void;
}

/** Asks for words before something is done: why a call is skipped, what is contested. */
export function Ask({ title, label, confirm, most = 2000, children, onGive, onClose }: Question) {
  const { m } = useSpoken();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [refused, setRefused] = useState<unknown>(null);
  const [under, setUnder] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const give = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === "") return;
    setUnder(true);
    try {
      await onGive(text.trim());
      dialog.current?.close();
    } catch (error) {
      setRefused(error);
      setUnder(false);
    }
  };
  return (
    <dialog ref={dialog} className={style.dialog} aria-label={title} onClose={onClose}>
      <form onSubmit={give} className={style.form}>
        <h2>{title}</h2>
        {children}
        <label className={style.label}>
          {label}
          <textarea
            className={design.field}
            rows={4}
            maxLength={most}
            required
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void give(event);
            }}
          />
        </label>
        <Told error={refused} />
        <div className={style.actions}>
          <button type="button" className={design.button} onClick={() => dialog.current?.close()}>
            {m.ask.cancel}
          </button>
          <button type="submit" className={design.primary} disabled={under || text.trim() === ""}>
            {confirm}
          </button>
        </div>
      </form>
    </dialog>
  );
}

/** What was said no to, where it was asked. */
export function Told({ error }: { error: unknown }) {
  const { m, language } = useSpoken();
  if (error === null || error === undefined) return null;
  const problem = error instanceof Refusal ? error.problem : null;
  const known = problem === null ? m.state.unreachable : refusalIn(problem.code, language);
  if (problem === null || known !== null)
    return (
      <p role="alert" className={style.refused}>
        {known}
        {problem !== null && (
          <span className={design.fine}>
            {" "}
            <Detail problem={problem} />
          </span>
        )}
      </p>
    );
  return (
    <p role="alert" className={style.refused}>
      <Detail problem={problem} />
    </p>
  );
}
