import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { type Compared, type HeatCell, heatmap } from "./queries";
import style from "./team.module.css";

/** Agents by criteria; marked only where an agent is apart from colleagues by more than chance. */
export function Heat({ of }: { of: Compared }) {
  const { m } = useSpoken();
  const found = useQuery(heatmap(of));
  const title = useTitles(of);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { cells, criteria } = found.data;
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={style.wideTable} tabIndex={0} aria-label={m.team.view.heat}>
        <table className={style.heat}>
          <thead>
            <tr>
              <th scope="col">{m.rubrics.criterion}</th>
              {agents.map((agent) => (
                <th key={agent} scope="col">
                  <Link to="/team/agent/$agent" params={{ agent }} search={{ rubric: of.rubric }}>
                    {agent || m.calls.unknownAgent}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ criterion }) => (
              <tr key={criterion}>
                <th scope="row">{title(criterion)}</th>
                {agents.map((agent) => (
                  <Cell key={agent} cell={at.get(`${agent} ${criterion}`)} />
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

function Cell({ cell }: { cell: HeatCell | undefined }) {
  const { m, f } = useSpoken();
  if (cell === undefined) return <td>–</td>;
  const { rate, apart, not_met } = cell;
  const told = rate.value === null ? m.team.little(rate.n) : f.percent(rate.value);
  return (
    <td data-apart={apart} title={m.team.cell(rate.n, not_met)}>
      {not_met > 0 ? (
        <Link to="/team/calls" search={cell.calls}>
          {told}
        </Link>
      ) : (
        told
      )}
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
