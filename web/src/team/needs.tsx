import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { Told } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { AgentLink } from "./agent-link";
import { type Compared, type HeatRow, type Need, needs } from "./queries";
import { type Behind, callsOf, type TeamSearch } from "./search";
import { carried, type Stretch } from "./stretch";
import style from "./team.module.css";

interface Asked {
  of: Compared;
  search: TeamSearch;
  mayCoach: boolean;
}

/** Who needs what, what it costs most first; and what everybody misses. */
export function Needs({ of, search, mayCoach }: Asked) {
  const { m } = useSpoken();
  const found = useQuery(needs(of));
  const title = useTitles(of);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { items, common, question } = found.data;
  return (
    <>
      {items.length === 0 && (
        <Note title={m.team.noNeeds}>
          <p>{m.team.noNeedsWhy}</p>
        </Note>
      )}
      <ol className={style.needs}>
        {items.map((each) => (
          <NeedLine
            key={`${each.agent} ${each.criterion}`}
            need={each}
            rubric={of.rubric}
            stretch={carried(search)}
            all={callsOf(question, each.agent)}
            title={title(each.criterion)}
            mayCoach={mayCoach}
          />
        ))}
      </ol>
      {common.length > 0 && <Common rows={common} title={title} />}
    </>
  );
}

interface Needed {
  need: Need;
  rubric: string;
  stretch: Stretch;
  /** The agent's calls of these days. */
  all: Behind;
  title: string;
  mayCoach: boolean;
}

/** What one agent misses more than colleagues, with the calls behind it. */
export function NeedLine({ need, rubric, stretch, all, title, mayCoach }: Needed) {
  const { m, f } = useSpoken();
  return (
    <li className={style.need}>
      <p>
        <AgentLink agent={need.agent} rubric={rubric} stretch={stretch} /> <strong>{title}</strong>
      </p>
      <p>
        {m.team.met}{" "}
        <Link to="/team/calls" search={all}>
          <Told figure={need.rate} unit="percent" />
        </Link>{" "}
        · {m.team.againstOthers} <Told figure={need.difference} unit="difference" />
      </p>
      <p>
        <Link to="/team/calls" search={need.calls}>
          {m.team.missed(need.evidence)}
        </Link>{" "}
        <span className={design.fine}>{m.team.excess(f.number(need.excess, 0))}</span>
        {mayCoach && (
          <Link
            to="/team/coaching/new"
            search={{ agent: need.agent, rubric, criterion: need.criterion }}
            className={style.act}
          >
            {m.team.coach}
          </Link>
        )}
      </p>
    </li>
  );
}

function Common({ rows, title }: { rows: readonly HeatRow[]; title(criterion: string): string }) {
  const { m } = useSpoken();
  return (
    <section>
      <h2>{m.team.common}</h2>
      <p className={design.fine}>{m.team.commonWhy}</p>
      <ul>
        {rows.slice(0, 8).map((each) => (
          <li key={each.criterion} className={style.row}>
            <span className={style.grow}>{title(each.criterion)}</span>
            <Told figure={each.rate} unit="percent" />
            <Link to="/team/calls" search={each.calls}>
              {m.team.missed(each.not_met)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
