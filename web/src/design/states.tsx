import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { Refusal } from "../api/client";
import { useSpoken } from "../i18n/context";
import { Detail } from "../i18n/own-words";
import { refusalIn } from "../i18n/refusals";
import style from "./design.module.css";

interface Told {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  alarming?: boolean;
}

/** What stands where content would: nothing there yet, refused, gone. */
export function Note({ title, children, action, alarming = false }: Told) {
  return (
    <section className={style.note} role={alarming ? "alert" : undefined}>
      <h2>{title}</h2>
      {children}
      {action !== undefined && <p className={style.action}>{action}</p>}
    </section>
  );
}

/** A skeleton, after a moment in which most things are there. */
export function Loading({ lines = 6 }: { lines?: number }) {
  const { m } = useSpoken();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <div className={style.loading} role="status">
      <span className="unseen">{m.state.loading}</span>
      {Array.from({ length: lines }, (_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars are all alike
        <span key={at} className={style.bar} aria-hidden="true" />
      ))}
    </div>
  );
}

/** What happened, what it means, and what to do. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const { m, language } = useSpoken();
  const retry = again && (
    <button type="button" className={style.button} onClick={again}>
      {m.state.again}
    </button>
  );
  if (!(error instanceof Refusal))
    return (
      <Note title={m.state.crashed} action={retry} alarming>
        <p>{m.state.crashedWhy}</p>
        <p className={style.fine}>{error instanceof Error ? error.message : String(error)}</p>
      </Note>
    );
  if (error.isUnreachable)
    return (
      <Note title={m.state.failed} action={retry} alarming>
        <p>{m.state.unreachable}</p>
      </Note>
    );
  const home = <Link to="/">{m.state.home}</Link>;
  if (error.status === 403)
    return (
      <Note title={m.state.denied} action={home}>
        <p>{m.state.deniedWhy}</p>
      </Note>
    );
  if (error.status === 404)
    return (
      <Note title={m.state.missing} action={home}>
        <p>{m.state.missingWhy}</p>
      </Note>
    );
  const known = refusalIn(error.problem?.code ?? "", language);
  if (known !== null || language !== "en")
    return (
      <Note title={m.state.failed} action={retry} alarming>
        {known !== null && <p>{known}</p>}
        <p className={style.fine}>
          {error.problem === null ? error.message : <Detail problem={error.problem} />}
        </p>
      </Note>
    );
  return (
    <Note title={error.problem?.title ?? m.state.failed} action={retry} alarming>
      <p>{error.message}</p>
      {error.problem && <p>{error.problem.what_to_do}</p>}
    </Note>
  );
}

/** A figure that rests on too little is not shown; this is. */
export function TooLittle({ n, least }: { n: number; least: number }) {
  const { m } = useSpoken();
  return <p className={style.fine}>{m.state.tooLittle(n, least)}</p>;
}
