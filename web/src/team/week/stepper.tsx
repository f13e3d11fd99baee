import design from "../../design/design.module.css";
import { shifted } from "../../house/amount";
import { useSpoken } from "../../i18n/context";
import { useDay } from "../day";
import { dayHere } from "../stretch";
import style from "./week.module.css";
import { beside, parted } from "./weeks";

interface Stepped {
  week: { week: string; start: string; before: string };
  onWeek(week: string): void;
}

/** Which week is looked at, and the way to the one before it and the one after. */
export function Stepper({ week: { week, start, before }, onWeek }: Stepped) {
  const { m } = useSpoken();
  const day = useDay();
  const today = dayHere(new Date());
  const { former, next } = beside(start, today);
  const { year, number } = parted(week);
  return (
    <div className={style.stepper}>
      <button
        type="button"
        className={design.button}
        aria-label={m.week.weekBefore}
        data-print="no"
        onClick={() => onWeek(former)}
      >
        ←
      </button>
      <h2>
        {m.week.named(year, number)}{" "}
        <span className={design.fine}>
          {m.week.days(day(start), day(shifted(before, -1)))}
          {before > today && ` · ${m.week.soFar}`}
        </span>
      </h2>
      <button
        type="button"
        className={design.button}
        aria-label={m.week.weekAfter}
        data-print="no"
        disabled={next === null}
        onClick={() => next !== null && onWeek(next)}
      >
        →
      </button>
    </div>
  );
}
