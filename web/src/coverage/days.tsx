import { useState } from "react";
import type { components } from "../api/schema";
import design from "../design/design.module.css";
import { named } from "../house/amount";
import { useSpoken } from "../i18n/context";
import { bars, marks } from "./bars";
import style from "./coverage.module.css";
import type { CoveredDay, Totals } from "./queries";

type CoveredDays = components["schemas"]["CoveredDays"];

interface Dated {
  covered: CoveredDays;
  day: string;
  onPick(day: string): void;
}

const HIGH = 96;

/** The days side by side: how many calls, and how many of them were inspected. */
export function Days({ covered, day, onPick }: Dated) {
  const { m, f } = useSpoken();
  const { days, whole, share } = covered;
  return (
    <section className={style.days} aria-label={m.coverage.lastDays(days.length)}>
      <p className={style.headline}>
        <strong>{share === null ? m.coverage.noCalls : f.percent(share)}</strong>{" "}
        {m.coverage.lastDays(days.length)}
        {share !== null && ` · ${m.coverage.counted(f.number(whole.numerator), f.number(whole.denominator))}`}
      </p>
      <Bars days={days} day={day} onPick={onPick} />
      <Denominator totals={whole} />
    </section>
  );
}

function Bars({
  days,
  day,
  onPick,
}: {
  days: readonly CoveredDay[];
  day: string;
  onPick(day: string): void;
}) {
  const { m, f, language } = useSpoken();
  const [at, setAt] = useState<number | null>(null);
  const most = Math.max(0, ...days.map(({ totals }) => totals.denominator));
  const shown = days[at ?? days.findIndex((each) => each.day === day)];
  return (
    <figure className={style.figure}>
      {most > 0 && (
        <p className={style.most} aria-hidden="true">
          {m.coverage.most(f.number(most))}
        </p>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the day's own field does the same by keyboard */}
      <svg
        role="img"
        aria-label={m.coverage.barsLabel}
        viewBox={`0 0 ${days.length} ${HIGH}`}
        preserveAspectRatio="none"
        className={style.bars}
        onPointerMove={(event) => setAt(placeOf(event, days.length))}
        onPointerLeave={() => setAt(null)}
        onClick={(event) => {
          const picked = days[placeOf(event, days.length)];
          if (picked) onPick(picked.day);
        }}
      >
        {bars(days).map((bar, number) => (
          <g key={bar.day}>
            {(bar.day === day || number === at) && (
              <rect x={number} y={0} width={1} height={HIGH} className={style.chosen} />
            )}
            <rect
              x={number + 0.12}
              width={0.76}
              y={HIGH * (1 - bar.inspected)}
              height={HIGH * bar.inspected}
              className={style.inspected}
            />
            <rect
              x={number + 0.12}
              width={0.76}
              y={HIGH * (1 - bar.inspected - bar.missed)}
              height={HIGH * bar.missed}
              className={style.missed}
            />
          </g>
        ))}
      </svg>
      <p className={style.dates} aria-hidden="true">
        {marks(days.map((each) => each.day)).map((place) => (
          <span key={place} style={{ left: `${((place + 0.5) / days.length) * 100}%` }}>
            {named(days[place]?.day ?? "", language, "short")}
          </span>
        ))}
      </p>
      <p className={style.legend}>
        <span className={style.keyInspected} /> {m.coverage.inspected}
        <span className={style.keyMissed} /> {m.coverage.missed}
        {shown && (
          <span className={style.pointed}>
            {named(shown.day, language)}:{" "}
            {shown.share === null
              ? m.coverage.noCalls
              : `${f.percent(shown.share)} · ${m.coverage.counted(f.number(shown.totals.numerator), f.number(shown.totals.denominator))}`}
          </span>
        )}
      </p>
      <Figures days={days} onPick={onPick} />
    </figure>
  );
}

function placeOf(event: { clientX: number; currentTarget: Element }, count: number): number {
  const { left, width } = event.currentTarget.getBoundingClientRect();
  return Math.max(0, Math.min(count - 1, Math.floor(((event.clientX - left) / width) * count)));
}

function Figures({ days, onPick }: { days: readonly CoveredDay[]; onPick(day: string): void }) {
  const { m, f, language } = useSpoken();
  const told = days.filter((each) => each.totals.denominator > 0).reverse();
  return (
    <details className={design.fine}>
      <summary>{m.chart.table}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={style.figures} tabIndex={0} aria-label={m.chart.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{m.coverage.day}</th>
              <th scope="col">{m.coverage.calls}</th>
              <th scope="col">{m.coverage.inspected}</th>
              <th scope="col">{m.coverage.share}</th>
              <th scope="col">{m.coverage.amended}</th>
            </tr>
          </thead>
          <tbody>
            {told.map((each) => (
              <tr key={each.day}>
                <th scope="row">
                  <button type="button" className={style.link} onClick={() => onPick(each.day)}>
                    {named(each.day, language)}
                  </button>
                </th>
                <td>{f.number(each.totals.denominator)}</td>
                <td>{f.number(each.totals.numerator)}</td>
                <td>{each.share === null ? "–" : f.percent(each.share)}</td>
                <td>{each.amendments || "–"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** What a hundred percent would be. */
export function Denominator({ totals }: { totals: Totals }) {
  const { m, f } = useSpoken();
  if (totals.denominator === 0) return null;
  return (
    <p className={style.denominator}>
      <strong>{m.coverage.denominator}</strong>{" "}
      {totals.basis === "cdr"
        ? m.coverage.bySwitch(f.number(totals.listed), f.number(totals.unlisted))
        : m.coverage.byRecordings(f.number(totals.denominator))}
    </p>
  );
}
