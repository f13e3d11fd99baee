import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import design from "../../design/design.module.css";
import { Told } from "../../design/figure";
import { useSpoken } from "../../i18n/context";
import { type Change, formerCalls, told } from "./changed";
import style from "./week.module.css";

interface Changed {
  changes: readonly Change[];
  title(criterion: string): string;
}

const SIGNS: Partial<Record<Change["verdict"], string>> = { higher: "▲", lower: "▼", broken: "‖" };

/** A week beside the four before it; what did not change by more than chance unfolds, and is printed. */
export function Changes({ changes, title }: Changed) {
  const { m } = useSpoken();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { first, others } = told(changes);
  const several = new Set(changes.map(({ language }) => language)).size > 1;
  const line = (each: Change) => (
    <Line key={`${each.criterion} ${each.language}`} change={each} title={title} several={several} />
  );
  return (
    <>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{m.week.what}</th>
            <th scope="col">{m.week.present}</th>
            <th scope="col">{m.week.former}</th>
            <th scope="col">{m.week.change}</th>
          </tr>
        </thead>
        <tbody>{first.map(line)}</tbody>
        {others.length > 0 && (
          <tbody id={id} className={open ? undefined : style.folded}>
            {others.map(line)}
          </tbody>
        )}
      </table>
      {others.length > 0 && (
        <p data-print="no">
          <button
            type="button"
            className={design.button}
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
          >
            {open ? m.week.fold : m.week.unfold(others.length)}
          </button>
        </p>
      )}
    </>
  );
}

interface Lined {
  change: Change;
  title(criterion: string): string;
  several: boolean;
}

function Line({ change, title, several }: Lined) {
  const { m } = useSpoken();
  const { criterion, language, present, former, calls } = change;
  const unit = criterion === null ? "score" : "percent";
  const spoken = several ? ` · ${m.language[language as "zh" | "en"] ?? language}` : "";
  return (
    <tr data-verdict={change.verdict}>
      <th scope="row">
        {criterion === null ? m.week.score : title(criterion)}
        {spoken}
      </th>
      <td data-label={m.week.present}>
        <Link to="/team/calls" search={calls}>
          <Told figure={present} unit={unit} />
        </Link>
      </td>
      <td data-label={m.week.former}>
        <Link to="/team/calls" search={formerCalls(change)}>
          <Told figure={former} unit={unit} />
        </Link>
      </td>
      <td data-label={m.week.change}>
        <Way change={change} />
      </td>
    </tr>
  );
}

/** Which way it went: only where that is more than chance, and the same judged before and after. */
function Way({ change: { criterion, verdict, difference, breaks } }: { change: Change }) {
  const { m } = useSpoken();
  if (verdict === "broken")
    return (
      <span>
        {SIGNS.broken} {m.week.broken(breaks.map((part) => m.team.part[part] ?? part).join(", "))}
      </span>
    );
  if (difference === null) return <span className={design.fine}>–</span>;
  const sign = SIGNS[verdict];
  return (
    <span>
      {sign !== undefined && (
        <>
          <span aria-hidden="true">{sign}</span>{" "}
          <strong>{m.week.verdict[verdict as "higher" | "lower"]}</strong>{" "}
        </>
      )}
      <Told figure={difference} unit={criterion === null ? "apart" : "difference"} />
    </span>
  );
}
