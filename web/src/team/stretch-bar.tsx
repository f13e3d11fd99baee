import { useId } from "react";
import design from "../design/design.module.css";
import { DayField } from "../house/day-field";
import { useSpoken } from "../i18n/context";
import { type Change, PERIODS, type Period, type Stretch, USUAL_WEEKS, WEEKS, type Weeks } from "./stretch";
import style from "./team.module.css";

interface Chosen {
  search: Stretch;
  /** Whether figures come by day, week or month, too. */
  periods?: boolean;
  onChange(to: Change<Stretch>): void;
}

const OWN = "own";

/** Which days are looked at: so many weeks, or from one day to another; and how long each point is. */
export function StretchBar({ search, periods = false, onChange }: Chosen) {
  const { m } = useSpoken();
  const id = useId();
  const own = search.since !== undefined || search.until !== undefined;
  const choose = (value: string) => {
    if (value !== OWN) onChange({ weeks: Number(value) as Weeks, since: undefined, until: undefined });
  };
  return (
    <>
      <label className={style.field}>
        {m.team.stretch}
        <select
          className={design.field}
          value={own ? OWN : (search.weeks ?? USUAL_WEEKS)}
          onChange={({ target }) => choose(target.value)}
        >
          {WEEKS.map((each) => (
            <option key={each} value={each}>
              {m.team.lastWeeks(each)}
            </option>
          ))}
          {own && <option value={OWN}>{m.team.ownDays}</option>}
        </select>
      </label>
      {(["since", "until"] as const).map((end) => (
        <div key={end} className={style.field}>
          <label htmlFor={`${id}-${end}`}>{m.team[end === "since" ? "fromDay" : "toDay"]}</label>
          <DayField
            id={`${id}-${end}`}
            value={search[end]}
            min={end === "until" ? search.since : undefined}
            max={end === "since" ? search.until : undefined}
            onChange={(day) => onChange({ [end]: day, weeks: undefined })}
          />
        </div>
      ))}
      {periods && (
        <label className={style.field}>
          {m.team.eachPeriod}
          <select
            className={design.field}
            value={search.period ?? "week"}
            onChange={({ target }) => onChange({ period: target.value as Period })}
          >
            {PERIODS.map((each) => (
              <option key={each} value={each}>
                {m.team.periods[each]}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
