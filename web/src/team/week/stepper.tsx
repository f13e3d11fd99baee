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
  /** How deep it stands in its page. */
  heading?: "h2" | "h3";
}

/** Which week is looked at, and the way to the one before it and the one after. */
export function Stepper({ week: { week, start, before }, onWeek, heading: Heading = "h2" }: Stepped) {
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
      <Heading>
        {m.week.named(year, number)}{" "}
        <span className={design.fine}>
          {m.week.days(day(start), day(shifted(before, -1)))}
          {before > today && ` · ${m.week.soFar}`}
        </span>
      </Heading>
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
