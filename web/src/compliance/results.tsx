import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import design from "../design/design.module.css";
import { Failed, Loading, TooLittle } from "../design/states";
import { named, shifted } from "../house/amount";
import { Field } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { useSpoken } from "../i18n/context";
import style from "./compliance.module.css";
import { type Cell, matrix, share } from "./matrix";
import { rubrics, trend } from "./queries";
import type { ResultsSearch } from "./search";

/** Under so many decided findings a share is not shown. */
const LEAST = 10;
const LATEST = 8;
const PERIODS = ["week", "month"] as const;

/** What was found, by rule and period. */
export function Results() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/compliance/results" });
  const navigate = useNavigate({ from: "/compliance/results" });
  const change = (to: ResultsSearch) => navigate({ search: { ...search, ...to }, replace: true });
  const { data: known } = useQuery(rubrics);
  const ids = [...new Set((known ?? []).map((each) => each.id))].sort();
  const rubric = search.rubric ?? (ids.includes("compliance") ? "compliance" : ids[0]);
  return (
    <Section title={m.compliance.results} why={m.compliance.resultsWhy}>
      <search className={house.tools}>
        <Field name={m.calls.rubric}>
          {(id) => (
            <select
              id={id}
              className={design.field}
              value={rubric ?? ""}
              onChange={(event) => change({ rubric: event.target.value })}
            >
              {[...new Set([...ids, ...(rubric ? [rubric] : [])])].map((each) => (
                <option key={each} value={each}>
                  {m.rubric[each] ?? each}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={m.compliance.period}>
          {(id) => (
            <select
              id={id}
              className={design.field}
              value={search.period ?? "week"}
              onChange={(event) => change({ period: event.target.value as "week" | "month" })}
            >
              {PERIODS.map((each) => (
                <option key={each} value={each}>
                  {m.compliance.periods[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Dated search={search} onChange={change} />
      </search>
      {rubric !== undefined && <Matrix rubric={rubric} search={search} />}
      {known !== undefined && rubric === undefined && <Empty>{m.compliance.noRubrics}</Empty>}
    </Section>
  );
}

interface Datings {
  search: { since?: string; until?: string };
  onChange(to: { since?: string; until?: string }): void;
}

/** A stretch of days. */
export function Dated({ search, onChange }: Datings) {
  const { m } = useSpoken();
  return (
    <>
      {(["since", "until"] as const).map((end) => (
        <Field key={end} name={m.compliance[end]}>
          {(id) => (
            <input
              id={id}
              type="date"
              className={design.field}
              value={search[end] ?? ""}
              onChange={(event) => onChange({ [end]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </>
  );
}

function Matrix({ rubric, search }: { rubric: string; search: ResultsSearch }) {
  const { m, f, language } = useSpoken();
  const { data, error, refetch } = useQuery(
    trend({
      rubric,
      by: "criterion",
      period: search.period ?? "week",
      ...(search.since === undefined ? {} : { since: search.since }),
      ...(search.until === undefined ? {} : { before: shifted(search.until, 1) }),
    }),
  );
  const { data: known } = useQuery(rubrics);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const { periods, rules } = matrix(data.points);
  if (rules.length === 0) return <Empty>{m.compliance.noResults}</Empty>;
  const names = new Map(
    (known ?? [])
      .filter((each) => each.id === rubric)
      .sort((one) => (one.language === language ? 1 : -1))
      .flatMap((each) => each.sections.flatMap((part) => part.criteria.map((c) => [c.id, c.title]))),
  );
  const shown = periods.slice(-LATEST);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={house.table} tabIndex={0} aria-label={m.compliance.results}>
        <table>
          <thead>
            <tr>
              <th scope="col">{m.compliance.rule}</th>
              <th scope="col" className={house.figure}>
                {m.compliance.met}
              </th>
              <th scope="col" className={house.figure}>
                {m.outcome.not_met}
              </th>
              <th scope="col" className={house.figure}>
                {m.outcome.undecided}
              </th>
              {shown.map((period) => (
                <th key={period} scope="col" className={house.figure}>
                  {named(period, language, "short")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rules.map(({ criterion, cells, whole }) => (
              <tr key={criterion}>
                <th scope="row" className={style.rule}>
                  {names.get(criterion) ?? criterion}
                </th>
                <td className={house.figure}>
                  <Share cell={whole} />
                </td>
                <td className={house.figure}>{f.number(whole.notMet)}</td>
                <td className={house.figure}>{f.number(whole.undecided)}</td>
                {shown.map((period) => {
                  const cell = cells.get(period);
                  return (
                    <td key={period} className={house.figure}>
                      {cell === undefined ? <span className={design.fine}>–</span> : <Share cell={cell} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={design.fine}>{m.compliance.shareWhy(LEAST)}</p>
      {rules.every(({ whole }) => whole.met + whole.notMet < LEAST) && (
        <TooLittle n={Math.max(...rules.map(({ whole }) => whole.met + whole.notMet))} least={LEAST} />
      )}
    </>
  );
}

/** A share with what it rests on; of too few only how many. */
function Share({ cell }: { cell: Cell }) {
  const { m, f } = useSpoken();
  const decided = cell.met + cell.notMet;
  const value = share(cell);
  if (value === null || decided < LEAST)
    return <span className={design.fine}>{m.compliance.few(f.number(cell.met), f.number(decided))}</span>;
  return (
    <>
      {f.percent(value)} <span className={design.fine}>{m.compliance.of(f.number(decided))}</span>
    </>
  );
}
