import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { Told, useUnit } from "../design/figure";
import { Failed, Loading } from "../design/states";
import { useSpoken } from "../i18n/context";
import { PlanList } from "./coaching/plans";
import { Past } from "./past";
import { type Compared, heatmap, type Peered, peers, plans } from "./queries";
import { type AgentSearch, callsOf, readAgent } from "./search";
import { type Change, carried, dayHere, daysOf } from "./stretch";
import { StretchBar } from "./stretch-bar";
import style from "./team.module.css";
import { CriterionField } from "./trends";

/** One agent beside their own past, their colleagues, and what they work on. */
export function AgentPage() {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const { agent } = useParams({ from: "/inside/team/agent/$agent" });
  const search = useSearch({ from: "/inside/team/agent/$agent" });
  const navigate = useNavigate({ from: "/team/agent/$agent" });
  const { rubric = "compliance", criterion, team } = search;
  const { data: me } = useQuery(session);
  useEffect(() => {
    document.title = `${agent} · ${m.product}`;
  }, [m, agent]);
  const go = (to: Change<AgentSearch>) =>
    navigate({ search: { ...readAgent({ ...search, ...to }) }, replace: true });
  const { since, before } = daysOf(search, dayHere(new Date()));
  const of = {
    rubric,
    ...(team === undefined ? {} : { team }),
    ...(since === undefined ? {} : { since }),
    ...(before === undefined ? {} : { before }),
  };
  const measured = { rubric, ...(criterion === undefined ? {} : { criterion }) };
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link
          to="/team"
          search={{ view: "needs", rubric, ...carried(search) }}
          aria-label={m.team.title}
          className={design.plain}
        >
          ←
        </Link>
        <h1>{agent}</h1>
        <p className={design.fine}>{rubricOf(rubric)}</p>
        {me?.may.coach && (
          <Link to="/team/coaching/new" search={{ agent, rubric }} className={style.act}>
            {m.team.coach}
          </Link>
        )}
      </header>
      <div className={`${style.form} ${style.inset}`}>
        <div className={style.filters}>
          <CriterionField
            rubric={rubric}
            criterion={criterion}
            onChange={(chosen) => go({ criterion: chosen })}
          />
          <StretchBar search={search} periods onChange={go} />
        </div>
        <Beside agent={agent} of={{ ...of, ...measured }} />
        <Past
          of={{
            ...measured,
            agent,
            period: search.period ?? "week",
            // What is usual takes a dozen periods to learn: never less than the year that the API means.
            ...(before === undefined ? {} : { before }),
          }}
        />
        <Criteria agent={agent} of={of} />
        {me?.may.read_coaching && <Own agent={agent} />}
      </div>
    </div>
  );
}

/** The agent among all agents of these days. */
function Beside({ agent, of }: { agent: string; of: Peered }) {
  const { m } = useSpoken();
  const found = useQuery(peers(of));
  const share = of.criterion != null;
  const unit = useUnit(share ? "percent" : "score");
  if (found.isPending) return <Loading lines={2} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { team, question } = found.data;
  const own = team.peers.find((each) => each.agent === agent);
  if (own === undefined) return null;
  return (
    <section>
      <h2>{m.team.beside}</h2>
      <p>
        {share ? m.team.ownRate : m.team.ownMean}{" "}
        <Link to="/team/calls" search={callsOf(question, agent)}>
          {unit(own.own)}
        </Link>
        {team.mean !== null && ` · ${m.team.teamLevel(unit(team.mean))}`} · {m.team.againstTeam}{" "}
        <Told figure={own.difference} unit={share ? "difference" : "apart"} />
      </p>
      <p className={design.fine}>{m.team.peersWhy}</p>
    </section>
  );
}

/** Every criterion of this agent, the lowest beside colleagues first. */
function Criteria({ agent, of }: { agent: string; of: Compared }) {
  const { m } = useSpoken();
  const found = useQuery(heatmap(of));
  const title = useTitles(of);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const mine = found.data.cells
    .filter((each) => each.agent === agent)
    .sort((a, b) => (a.difference.value ?? 0) - (b.difference.value ?? 0));
  if (mine.length === 0) return null;
  return (
    <section>
      <h2>{m.team.criteria}</h2>
      <ul>
        {mine.map((each) => (
          <li key={each.criterion} className={style.row}>
            <span className={style.grow}>{title(each.criterion)}</span>
            <Link to="/team/calls" search={callsOf({ ...found.data.question, criterion: null }, agent)}>
              <Told figure={each.rate} unit="percent" />
            </Link>
            {each.not_met > 0 && (
              <Link to="/team/calls" search={each.calls}>
                {m.team.missed(each.not_met)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Own({ agent }: { agent: string }) {
  const { m } = useSpoken();
  const found = useQuery(plans(agent));
  if (!found.data || found.data.items.length === 0) return null;
  return (
    <section>
      <h2>{m.team.view.coaching}</h2>
      <PlanList items={found.data.items} />
    </section>
  );
}
