import { useQuery } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { session } from "../app/session";
import { useTitles } from "../calibration/titles";
import { Chart } from "../design/chart/chart";
import design from "../design/design.module.css";
import { Told } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { PlanList } from "./coaching/plans";
import { control, heatmap, plans } from "./queries";
import style from "./team.module.css";

/** One agent beside their own past, their colleagues, and what they work on. */
export function AgentPage() {
  const { m } = useSpoken();
  const { agent } = useParams({ from: "/inside/team/agent/$agent" });
  const { rubric = "compliance" } = useSearch({ from: "/inside/team/agent/$agent" });
  const { data: me } = useQuery(session);
  useEffect(() => {
    document.title = `${agent} · ${m.product}`;
  }, [m, agent]);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link to="/team" search={{ rubric }} aria-label={m.team.title} className={design.plain}>
          ←
        </Link>
        <h1>{agent}</h1>
        <p className={design.fine}>{m.rubric[rubric] ?? rubric}</p>
        {me?.may.coach && (
          <Link to="/team/coaching/new" search={{ agent, rubric }} className={style.act}>
            {m.team.coach}
          </Link>
        )}
      </header>
      <div className={`${style.form} ${style.inset}`}>
        <Past agent={agent} rubric={rubric} />
        <Criteria agent={agent} rubric={rubric} />
        {me?.may.read_coaching && <Own agent={agent} />}
      </div>
    </div>
  );
}

/** The control chart: what is usual for this agent, and what is beyond it. */
function Past({ agent, rubric }: { agent: string; rubric: string }) {
  const { m, f } = useSpoken();
  const found = useQuery(control(rubric, agent));
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { marks } = found.data;
  if (marks.length === 0)
    return (
      <Note title={m.team.nothing}>
        <p>{m.team.nothingWhy}</p>
      </Note>
    );
  const odd = marks.filter(({ state }) => state === "beyond" || state === "run");
  return (
    <section>
      <h2>{m.team.past}</h2>
      <p className={design.fine}>{m.team.pastWhy}</p>
      <Chart
        label={m.team.past}
        heading={m.team.week}
        places={marks.map(({ period }) => period)}
        lines={[
          { name: m.team.mean, colour: "--agent", values: marks.map(({ value }) => value), dots: true },
          {
            name: m.team.usual,
            colour: "--muted",
            values: marks.map(({ centre }) => centre ?? null),
            low: marks.map(({ low }) => low ?? null),
            high: marks.map(({ high }) => high ?? null),
          },
        ]}
        unit={f.points}
      />
      <ul>
        {odd.map((each) => (
          <li key={each.period}>
            {each.period}: {m.team.control[each.state]} ({each.value === null ? "–" : f.points(each.value)}, n
            = {each.n})
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every criterion of this agent, the lowest beside colleagues first. */
function Criteria({ agent, rubric }: { agent: string; rubric: string }) {
  const { m } = useSpoken();
  const found = useQuery(heatmap({ rubric }));
  const title = useTitles({ rubric });
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
            <Told figure={each.rate} unit="percent" />
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
