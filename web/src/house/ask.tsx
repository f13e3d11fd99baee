import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./house.module.css";
import { Refused } from "./refused";

/** What was written into a form, by field. */
export type Given = Record<string, string>;

interface Asking<T> {
  title: string;
  /** What it does, and whether it can be taken back. */
  why?: ReactNode;
  act: string;
  children?: ReactNode;
  /** Whether one has to say what for; it is kept in the audit trail. */
  reason?: boolean;
  run(given: Given, form: FormData): Promise<T>;
  /** What is asked for anew once it is done. */
  changes: readonly QueryKey[];
  onDone?(result: T): void;
  onClose(): void;
}

/** Asks for what a change needs, says what it does, and does it. */
export function Ask<T>({ title, why, act, children, reason, run, changes, onDone, onClose }: Asking<T>) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const asked = useMutation({
    mutationFn: (form: FormData) => run(read(form), form),
    onSuccess: async (result) => {
      await Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey })));
      onDone?.(result);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    asked.mutate(new FormData(event.currentTarget));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {(heading) => (
        <form onSubmit={submit}>
          {heading}
          {why && <div>{why}</div>}
          <div className={style.fields}>
            {children}
            {reason && (
              <Field name={m.house.reason} hint={m.house.reasonWhy}>
                {(id) => (
                  <textarea
                    id={id}
                    className={design.field}
                    name="reason"
                    required
                    minLength={1}
                    maxLength={2000}
                  />
                )}
              </Field>
            )}
          </div>
          <Refused error={asked.error} />
          <div className={style.acts}>
            <button type="button" className={design.button} onClick={onClose}>
              {m.house.leave}
            </button>
            <button type="submit" className={design.primary} disabled={asked.isPending}>
              {act}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function read(form: FormData): Given {
  return Object.fromEntries(
    [...form.entries()].flatMap(([name, value]) => (typeof value === "string" ? [[name, value.trim()]] : [])),
  );
}

interface Dialogued {
  title: string;
  onClose(): void;
  children(heading: ReactNode): ReactNode;
}

/** A dialog that is open as long as it is there. */
export function Dialog({ title, onClose, children }: Dialogued) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={style.dialog} aria-labelledby={id} onClose={onClose}>
      {children(<h2 id={id}>{title}</h2>)}
    </dialog>
  );
}

interface Fielded {
  name: string;
  hint?: ReactNode;
  children(id: string): ReactNode;
}

/** A field with its name above and what is worth knowing beneath. */
export function Field({ name, hint, children }: Fielded) {
  const id = useId();
  return (
    <div className={style.field}>
      <label htmlFor={id}>{name}</label>
      {children(id)}
      {hint && <span className={design.fine}>{hint}</span>}
    </div>
  );
}

interface Acting {
  name: string;
  title?: string;
  run(): Promise<unknown>;
  changes: readonly QueryKey[];
}

/** A button that does something at once; what goes wrong stands beneath it. */
export function Act({ name, title, run, changes }: Acting) {
  const queries = useQueryClient();
  const asked = useMutation({
    mutationFn: run,
    onSuccess: () => Promise.all(changes.map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
  return (
    <span>
      <button
        type="button"
        className={design.button}
        title={title}
        disabled={asked.isPending}
        onClick={() => asked.mutate()}
      >
        {name}
      </button>
      <Refused error={asked.error} />
    </span>
  );
}

/** A secret that is shown once. */
export function Secret({ text }: { text: string }) {
  const { m } = useSpoken();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <div className={style.secret}>
      <code className={style.code}>{text}</code>
      {globalThis.isSecureContext && (
        <button type="button" className={design.button} onClick={copy}>
          <span aria-live="polite">{copied ? m.house.copied : m.house.copy}</span>
        </button>
      )}
    </div>
  );
}
