import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Chart } from "../design/chart/chart";
import design from "../design/design.module.css";
import { useUnit } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { useBroken } from "./broken";
import { useDay } from "./day";
import { changes } from "./lines";
import { type Controlled, control } from "./queries";
import style from "./team.module.css";

/** The control chart: what is usual for an agent, what is beyond it, and where something else began to judge. */
export function Past({ of }: { of: Controlled }) {
  const { m } = useSpoken();
  const day = useDay();
  const navigate = useNavigate();
  const found = useQuery(control(of));
  const told = useBroken();
  const share = of.criterion != null;
  const unit = useUnit(share ? "percent" : "score");
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { marks, breaks, options } = found.data;
  if (marks.length === 0)
    return (
      <Note title={m.team.nothing}>
        <p>{m.team.nothingWhy}</p>
      </Note>
    );
  const broken = changes(
    marks.map((each) => ({ ...each, start: each.period, end: each.calls.day_before ?? each.period })),
    breaks,
  );
  const odd = marks.filter(({ state }) => state === "beyond" || state === "run");
  const period = of.period ?? "week";
  return (
    <section>
      <h2>{m.team.past}</h2>
      <p className={design.fine}>
        {m.team.pastWhy}{" "}
        {marks.every(({ centre }) => centre === null) && m.team.notLearned(options.learn, options.least)}
      </p>
      <Chart
        label={share ? m.team.rateTrend[period] : m.team.scoreTrend[period]}
        heading={m.team.begins[period]}
        places={marks.map((each) => day(each.period))}
        lines={[
          {
            name: share ? m.team.rateOf[period] : m.team.meanOf[period],
            colour: "--agent",
            values: marks.map(({ value }) => value),
            dots: true,
          },
          {
            name: m.team.usual,
            colour: "--muted",
            values: marks.map(({ centre }) => centre ?? null),
            low: marks.map(({ low }) => low ?? null),
            high: marks.map(({ high }) => high ?? null),
          },
        ]}
        breaks={told(broken)}
        unit={unit}
        onPick={(at) => {
          const mark = marks[at];
          if (mark !== undefined) void navigate({ to: "/team/calls", search: mark.calls });
        }}
        cell={(line, at, text) => {
          const mark = marks[at];
          if (line > 0 || mark === undefined) return text;
          return (
            <Link to="/team/calls" search={mark.calls}>
              {text}
            </Link>
          );
        }}
      />
      {odd.length > 0 && (
        <ul>
          {odd.map((each) => (
            <li key={`${each.period} ${each.calls.day_from}`} className={style.row}>
              <Link to="/team/calls" search={each.calls}>
                {day(each.period)}
              </Link>
              <span>{m.team.control[each.state]}</span>
              <span className={design.fine}>
                {each.value === null ? "–" : unit(each.value)} · {m.figure.of(each.n)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {broken.length > 0 && <p className={design.fine}>{m.team.pastBreaks}</p>}
    </section>
  );
}
