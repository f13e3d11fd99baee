import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import design from "../design/design.module.css";
import { Told, useUnit } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { AgentLink } from "./agent-link";
import { type Compared, peers } from "./queries";
import { callsOf, type TeamSearch } from "./search";
import type { Change } from "./stretch";
import style from "./team.module.css";
import { CriterionField } from "./trends";

interface Comparing {
  of: Compared;
  search: TeamSearch;
  onChange(to: Change<TeamSearch>): void;
}

/** Each agent beside the team: the own mean, and what of it is more than luck with few calls. */
export function Peers({ of, search, onChange }: Comparing) {
  const { m } = useSpoken();
  const { criterion } = search;
  const found = useQuery(peers({ ...of, ...(criterion === undefined ? {} : { criterion }) }));
  const unit = useUnit(criterion === undefined ? "score" : "percent");
  return (
    <>
      <CriterionField
        rubric={of.rubric}
        criterion={criterion}
        onChange={(chosen) => onChange({ criterion: chosen })}
      />
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.data?.team.peers.length === 0 && (
        <Note title={m.team.nothing}>
          <p>{m.team.nothingWhy}</p>
        </Note>
      )}
      {found.data !== undefined && found.data.team.peers.length > 0 && (
        <>
          <p className={design.fine}>
            {found.data.team.mean === null || found.data.team.spread === null
              ? m.team.fewPeers
              : m.team.teamMean(unit(found.data.team.mean), unit(found.data.team.spread))}
          </p>
          <div className={style.list}>
            <Table
              label={m.team.view.peers}
              rows={found.data.team.peers}
              id={(row) => row.agent}
              columns={[
                {
                  name: m.team.lines.agent,
                  cell: (row) => <AgentLink agent={row.agent} rubric={of.rubric} stretch={search} />,
                },
                {
                  name: criterion === undefined ? m.team.ownMean : m.team.ownRate,
                  cell: (row) => (
                    <Link to="/team/calls" search={callsOf(found.data.question, row.agent)}>
                      {unit(row.own)}
                    </Link>
                  ),
                  kind: "figure",
                },
                {
                  name: m.team.level,
                  cell: (row) => (row.level === null ? "–" : unit(row.level)),
                  kind: "figure",
                },
                {
                  name: m.team.againstTeam,
                  cell: (row) => (
                    <Told figure={row.difference} unit={criterion === undefined ? "apart" : "difference"} />
                  ),
                },
              ]}
            />
          </div>
          <p className={design.fine}>
            {criterion === undefined ? m.team.peersWhy : `${m.team.peersWhy} ${m.team.missedBehind}`}
          </p>
        </>
      )}
    </>
  );
}
