import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { useUnit } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { AgentLink } from "./agent-link";
import { useDay } from "./day";
import { type Compared, type HeatCell, heatmap } from "./queries";
import { type Behind, callsOf, type TeamSearch } from "./search";
import style from "./team.module.css";

/** Agents by criteria; marked only where an agent is apart from colleagues by more than chance. */
export function Heat({ of, search }: { of: Compared; search: TeamSearch }) {
  const { m } = useSpoken();
  const found = useQuery(heatmap(of));
  const title = useTitles(of);
  const day = useDay();
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { cells, criteria, breaks, question } = found.data;
  const agents = [...new Set(cells.map(({ agent }) => agent))];
  if (agents.length === 0)
    return (
      <Note title={m.team.nothing}>
        <p>{m.team.nothingWhy}</p>
      </Note>
    );
  const at = new Map(cells.map((each) => [`${each.agent} ${each.criterion}`, each]));
  return (
    <>
      <p className={design.fine}>{m.team.heatWhy}</p>
      {breaks.length > 0 && (
        <ul className={design.fine}>
          {breaks.map((each) => (
            <li key={`${each.day} ${each.part} ${each.language}`}>
              {m.team.fromTo(
                m.team.changed(m.team.part[each.part] ?? each.part, day(each.day)),
                each.former,
                each.present,
              )}
            </li>
          ))}
          <li>{m.team.breaksWhy}</li>
        </ul>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={style.wideTable} tabIndex={0} aria-label={m.team.view.heat}>
        <table className={style.heat}>
          <thead>
            <tr>
              <th scope="col">{m.rubrics.criterion}</th>
              {agents.map((agent) => (
                <th key={agent} scope="col">
                  <AgentLink agent={agent} rubric={of.rubric} stretch={search} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ criterion }) => (
              <tr key={criterion}>
                <th scope="row" title={title(criterion)}>
                  {title(criterion)}
                </th>
                {agents.map((agent) => (
                  <Cell
                    key={agent}
                    cell={at.get(`${agent} ${criterion}`)}
                    all={callsOf({ ...question, criterion: null }, agent)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const SIGNS: Partial<Record<HeatCell["apart"], string>> = { higher: "▲", lower: "▼" };

/** A share; it leads to the calls that were not met, or to all where none was. */
function Cell({ cell, all }: { cell: HeatCell | undefined; all: Behind }) {
  const { m } = useSpoken();
  const percent = useUnit("percent");
  if (cell === undefined) return <td>–</td>;
  const { rate, apart, not_met } = cell;
  const told = rate.value === null ? m.team.little(rate.n) : percent(rate.value);
  return (
    <td data-apart={apart} title={m.team.cell(rate.n, not_met)}>
      <Link to="/team/calls" search={not_met > 0 ? cell.calls : all}>
        {told}
      </Link>
      {SIGNS[apart] && (
        <>
          {" "}
          <span aria-hidden="true">{SIGNS[apart]}</span>
          <span className="unseen">{apart === "higher" ? m.team.higher : m.team.lower}</span>
        </>
      )}
    </td>
  );
}
