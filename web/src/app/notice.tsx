import { useEffect, useSyncExternalStore } from "react";
import style from "./notice.module.css";

const SHOWN_MS = 8000;

let told: string | null = null;
const listeners = new Set<() => void>();

/** Says what was done, also after the page has gone on to another. */
export function notify(text: string | null) {
  told = text;
  for (const each of listeners) each();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The last thing that was done, for a few seconds; a screen reader hears it. */
export function Notice() {
  const text = useSyncExternalStore(subscribe, () => told);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => notify(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div role="status" className={text === null ? "unseen" : style.notice}>
      {text}
    </div>
  );
}
