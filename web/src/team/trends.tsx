import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useCriteria, useTitles } from "../calibration/titles";
import { Chart } from "../design/chart/chart";
import design from "../design/design.module.css";
import { useUnit } from "../design/figure";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { useBroken } from "./broken";
import { useDay } from "./day";
import { Erring } from "./erring";
import { laid, MOST_LINES } from "./lines";
import { type Compared, type Trended, trend } from "./queries";
import { LINES, type TeamSearch } from "./search";
import type { Change } from "./stretch";
import style from "./team.module.css";

interface Trending {
  of: Compared;
  search: TeamSearch;
  onChange(to: Change<TeamSearch>): void;
}

/** How scores, or a criterion, went, period by period. */
export function Trends({ of, search, onChange }: Trending) {
  const { m } = useSpoken();
  const asked: Trended = {
    ...of,
    period: search.period ?? "week",
    ...(search.by === undefined ? {} : { by: search.by }),
    ...(search.criterion === undefined || search.by === "criterion" ? {} : { criterion: search.criterion }),
  };
  return (
    <>
      <div className={style.filters}>
        <label className={style.field}>
          {m.team.by}
          <select
            className={design.field}
            value={search.by ?? ""}
            onChange={({ target }) => onChange({ by: LINES.find((each) => each === target.value) })}
          >
            <option value="">{m.team.allTogether}</option>
            {LINES.map((each) => (
              <option key={each} value={each}>
                {m.team.lines[each]}
              </option>
            ))}
          </select>
        </label>
        {search.by !== "criterion" && (
          <CriterionField
            rubric={of.rubric}
            criterion={search.criterion}
            onChange={(criterion) => onChange({ criterion })}
          />
        )}
      </div>
      <TrendChart asked={asked} />
      <Erring of={of} stretch={search} criterion={asked.criterion ?? undefined} />
    </>
  );
}

interface Measured {
  rubric: string;
  criterion: string | undefined;
  onChange(criterion: string | undefined): void;
}

/** Whether scores are looked at, or how often one criterion is met. */
export function CriterionField({ rubric, criterion, onChange }: Measured) {
  const { m } = useSpoken();
  const criteria = useCriteria(rubric);
  return (
    <label className={style.field}>
      {m.team.measure}
      <select
        className={`${design.field} ${style.long}`}
        value={criterion ?? ""}
        onChange={({ target }) => onChange(target.value || undefined)}
      >
        <option value="">{m.team.scores}</option>
        {criterion !== undefined && !criteria.some(({ id }) => id === criterion) && (
          <option value={criterion}>{criterion}</option>
        )}
        {criteria.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** One trend as a chart; each point leads to its calls. */
export function TrendChart({ asked }: { asked: Trended }) {
  const { m } = useSpoken();
  const day = useDay();
  const navigate = useNavigate();
  const found = useQuery(trend(asked));
  const title = useTitles(asked);
  const told = useBroken();
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
  const shown = laid(points, breaks, measure, named);
  if (points.length === 0)
    return (
      <Note title={m.team.nothing}>
        <p>{m.team.nothingWhy}</p>
      </Note>
    );
  const known = shown.lines.some(({ values }) => values.some((each) => each !== null));
  const period = asked.period ?? "week";
  return (
    <>
      {!known && <p className={design.fine}>{m.team.tooLittle[period]}</p>}
      {shown.left > 0 && <p className={design.fine}>{m.team.someLines(MOST_LINES)}</p>}
      <Chart
        label={measure === "rate" ? m.team.rateTrend[period] : m.team.scoreTrend[period]}
        heading={m.team.begins[period]}
        places={shown.places.map(({ start }) => day(start))}
        lines={shown.lines}
        breaks={told(shown.broken)}
        unit={unit}
        onPick={(at, line) => {
          const point = shown.points[line]?.[at];
          if (point != null) void navigate({ to: "/team/calls", search: point.calls });
        }}
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
      {known && <p className={design.fine}>{m.team.trendWhy}</p>}
    </>
  );
}
