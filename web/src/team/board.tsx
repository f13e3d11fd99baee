import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import design from "../design/design.module.css";
import { Told } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import house from "../house/house.module.css";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { AgentLink } from "./agent-link";
import { board, type Compared, type Ranked } from "./queries";
import { callsOf, type TeamSearch } from "./search";
import style from "./team.module.css";

/** Agents ranked, where the house wants that; who cannot be told apart shares a place. */
export function Board({ of, search }: { of: Compared; search: TeamSearch }) {
  const { m, f } = useSpoken();
  const found = useQuery(board(of));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { items, too_few: few, question } = found.data;
  if (items.length === 0)
    return (
      <Note title={m.team.nothing}>
        <p>{m.team.nothingWhy}</p>
      </Note>
    );
  return (
    <>
      <p className={`${design.fine} ${house.lead}`}>{few ? m.team.fewPeers : m.team.boardWhy}</p>
      <div className={style.list}>
        <Table
          label={m.team.view.board}
          rows={items}
          id={(row) => row.agent}
          columns={[
            { name: m.team.place, cell: (row) => <Place of={row} />, kind: "tight" },
            {
              name: m.team.lines.agent,
              cell: (row) => <AgentLink agent={row.agent} rubric={of.rubric} stretch={search} />,
            },
            {
              name: m.team.ownMean,
              cell: (row) => (
                <Link to="/team/calls" search={callsOf(question, row.agent)}>
                  {f.points(row.mean)}
                </Link>
              ),
              kind: "figure",
            },
            { name: m.team.againstTeam, cell: (row) => <Told figure={row.difference} unit="apart" /> },
          ]}
        />
      </div>
    </>
  );
}

/** A place, with the last that may be theirs where some cannot be told apart. */
function Place({ of: { place, place_to: to, tied } }: { of: Ranked }) {
  const { m } = useSpoken();
  if (place === null || to === null) return <span className={design.fine}>{m.team.noPlace}</span>;
  return (
    <span title={tied > 0 ? m.team.tied(tied) : undefined}>{place === to ? place : `${place}–${to}`}</span>
  );
}
