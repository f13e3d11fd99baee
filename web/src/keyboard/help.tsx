import { useEffect, useRef } from "react";
import { useSpoken } from "../i18n/context";
import style from "./help.module.css";
import type { Binding } from "./keys";

const SIGNS: Record<string, string> = { ArrowLeft: "←", ArrowRight: "→" };

/** Every key there is on this page. */
export function Help({ bindings, onClose }: { bindings: readonly Binding[]; onClose: () => void }) {
  const { m } = useSpoken();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={style.help} aria-labelledby="keys" onClose={onClose}>
      <header>
        <h2 id="keys">{m.keys.title}</h2>
        <button type="button" className={style.close} onClick={onClose} aria-label={m.keys.close}>
          ×
        </button>
      </header>
      <dl>
        {bindings.map(({ key, label }) => (
          <div key={`${key} ${label}`}>
            <dt>
              <kbd>{key === " " ? m.keys.space : (SIGNS[key] ?? key)}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </dialog>
  );
}
