import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTitles } from "../calibration/titles";
import { Chart } from "../design/chart/chart";
import design from "../design/design.module.css";
import { useUnit } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { useDay } from "./day";
import { laid, MOST_LINES } from "./lines";
import { type Compared, type Trended, trend } from "./queries";
import { LINES, type TeamSearch } from "./search";
import style from "./team.module.css";

interface Trending {
  of: Compared;
  search: TeamSearch;
  onChange(to: TeamSearch): void;
}

/** How scores, or a criterion, went week by week. */
export function Trends({ of, search, onChange }: Trending) {
  const { m } = useSpoken();
  const asked: Trended = {
    ...of,
    period: "week",
    ...(search.by === undefined ? {} : { by: search.by }),
  };
  return (
    <>
      <label className={style.field}>
        {m.team.by}
        <select
          className={design.field}
          value={search.by ?? ""}
          onChange={({ target }) => onChange({ by: (target.value || undefined) as never })}
        >
          <option value="">{m.team.allTogether}</option>
          {LINES.map((each) => (
            <option key={each} value={each}>
              {m.team.lines[each]}
            </option>
          ))}
        </select>
      </label>
      <TrendChart asked={asked} />
    </>
  );
}

/** One trend as a chart; each point leads to its calls. */
export function TrendChart({ asked }: { asked: Trended }) {
  const { m } = useSpoken();
  const day = useDay();
  const navigate = useNavigate();
  const found = useQuery(trend(asked));
  const title = useTitles(asked);
  const measure = asked.by === "criterion" || asked.criterion != null ? "rate" : "score";
  const unit = useUnit(measure === "rate" ? "percent" : "score");
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { points, breaks } = found.data;
  const several = new Set(points.map(({ language }) => language)).size > 1;
  const named = (group: string, language: string) =>
    [
      asked.by === "criterion"
        ? title(group)
        : group || (asked.by == null ? m.team.allTogether : m.team.unknown),
      several && (m.language[language as "zh" | "en"] ?? language),
    ]
      .filter(Boolean)
      .join(" · ");
  const shown = laid(points, measure, named);
  if (points.length === 0)
    return (
      <Note title={m.team.nothing}>
        <p>{m.team.nothingWhy}</p>
      </Note>
    );
  const told = shown.lines.some(({ values }) => values.some((each) => each !== null));
  const go = (at: number) => {
    const point = shown.points.map((row) => row[at]).find((each) => each != null);
    if (point != null) void navigate({ to: "/team/calls", search: point.calls });
  };
  return (
    <>
      {!told && <p className={design.fine}>{m.team.tooLittle}</p>}
      {shown.lines.length === MOST_LINES && <p className={design.fine}>{m.team.someLines(MOST_LINES)}</p>}
      <Chart
        label={measure === "rate" ? m.team.rateTrend : m.team.scoreTrend}
        heading={m.team.week}
        places={shown.places.map(({ start }) => day(start))}
        lines={shown.lines}
        breaks={shown.broken.map((at) => ({ at, name: brokenBy(at) }))}
        unit={unit}
        onPick={go}
        cell={(line, at, text) => {
          const point = shown.points[line]?.[at];
          if (point == null) return text;
          return (
            <Link to="/team/calls" search={point.calls}>
              {text === "–" ? m.team.little(point.n) : text}
            </Link>
          );
        }}
      />
      <p className={design.fine}>{m.team.trendWhy}</p>
    </>
  );

  /** What changed before a place. */
  function brokenBy(at: number): string {
    const parts = new Set(shown.points.flatMap((row) => row[at]?.breaks ?? []));
    const when = breaks.find((each) => parts.has(each.part));
    const names = [...parts].map((each) => m.team.part[each] ?? each).join(", ");
    return m.team.changed(names, day(when?.day ?? shown.places[at]?.start ?? ""));
  }
}
