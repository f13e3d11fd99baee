import { useQuery } from "@tanstack/react-query";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./coverage.module.css";
import type { Totals } from "./queries";
import { errandFor, worded } from "./reasons";

/** How far the calls came, step by step, with those that stayed behind and why. */
export function Funnel({ totals, onRedrive }: { totals: Totals; onRedrive(reason: string): void }) {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  return (
    <ol className={style.funnel}>
      {totals.funnel.map(({ step, calls }) => (
        <li key={step}>
          <p className={style.step}>
            <span>{m.coverage.step[step]}</span>
            <strong>{f.number(calls)}</strong>
          </p>
          <span className={style.track} aria-hidden="true">
            <span
              className={step === "scored" ? style.whole : style.part}
              style={{ width: `${(calls / Math.max(1, totals.denominator)) * 100}%` }}
            />
          </span>
          <ul className={style.drops}>
            {totals.drops
              .filter((drop) => drop.reached === step)
              .map((drop) => (
                <li key={drop.reason}>
                  <span title={drop.reason}>
                    {f.number(drop.calls)} · {worded(drop.reason, m)}
                  </span>
                  {me?.may.redrive && errandFor(drop.reason) && (
                    <button type="button" className={design.button} onClick={() => onRedrive(drop.reason)}>
                      {m.coverage.redrive}
                    </button>
                  )}
                </li>
              ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
