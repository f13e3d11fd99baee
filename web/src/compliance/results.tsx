import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { Failed, Loading, TooLittle } from "../design/states";
import { named, shifted } from "../house/amount";
import { Field } from "../house/ask";
import { DayField } from "../house/day-field";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { TypedField } from "../house/typed-field";
import { useSpoken } from "../i18n/context";
import style from "./compliance.module.css";
import { behind, type Cell, matrix, share } from "./matrix";
import { rubrics, type TrendAsked, trend } from "./queries";
import { type ResultsSearch, readResults } from "./search";
import { type ExportSearch, readExport } from "./taking";

/** Under so many decided findings a share is not shown. */
const LEAST = 10;
const LATEST = 8;
/** Periods that a narrow window shows, each on a line of its own. */
const RECENT = 3;
const PERIODS = ["week", "month"] as const;
const COUNTED = [
  ["not_met", "notMet"],
  ["undecided", "undecided"],
] as const;

/** What was found, by rule and period. */
export function Results() {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const search = useSearch({ from: "/inside/compliance/results" });
  const navigate = useNavigate({ from: "/compliance/results" });
  const change = (to: { [K in keyof ResultsSearch]?: ResultsSearch[K] | undefined }) =>
    navigate({ search: readResults({ ...search, ...to }), replace: true });
  const { data: me } = useQuery(session);
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
                  {rubricOf(each)}
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
        {(["team", "queue"] as const).map((name) => (
          <Field key={name} name={m.calls[name]}>
            {(id) => (
              <TypedField
                id={id}
                named={`${name}s`}
                value={search[name]}
                onChange={(text) => change({ [name]: text })}
              />
            )}
          </Field>
        ))}
        <Dated search={search} onChange={change} />
        {rubric !== undefined && me?.may.export_results && (
          <Link to="/compliance/exports" search={exported(rubric, search)} className={design.link}>
            {m.compliance.export}
          </Link>
        )}
      </search>
      {rubric !== undefined && <Matrix of={asked(rubric, search)} />}
      {known !== undefined && rubric === undefined && <Empty>{m.compliance.noRubrics}</Empty>}
    </Section>
  );
}

interface Datings {
  search: { since?: string; until?: string };
  onChange(to: { since?: string | undefined; until?: string | undefined }): void;
}

/** A stretch of days. */
export function Dated({ search, onChange }: Datings) {
  const { m } = useSpoken();
  return (
    <>
      {(["since", "until"] as const).map((end) => (
        <Field key={end} name={m.compliance[end]}>
          {(id) => <DayField id={id} value={search[end]} onChange={(day) => onChange({ [end]: day })} />}
        </Field>
      ))}
    </>
  );
}

/** What the API is asked. */
function asked(rubric: string, { period, since, until, team, queue }: ResultsSearch): TrendAsked {
  return {
    rubric,
    by: "criterion",
    period: period ?? "week",
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { before: shifted(until, 1) }),
    ...(team === undefined ? {} : { team }),
    ...(queue === undefined ? {} : { queue }),
  };
}

/** The same findings, as an export is narrowed. */
const exported = (rubric: string, { since, until, team, queue }: ResultsSearch): ExportSearch =>
  readExport({
    sheet: "findings",
    rubric,
    team,
    queue,
    day_from: since,
    day_before: until && shifted(until, 1),
  });

function Matrix({ of }: { of: TrendAsked }) {
  const { m, f, language } = useSpoken();
  const { data, error, refetch } = useQuery(trend(of));
  const title = useTitles(of);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const { periods, rules } = matrix(data.points);
  if (rules.length === 0) return <Empty>{m.compliance.noResults}</Empty>;
  const shown = periods.slice(-LATEST);
  const folding = `${house.table} ${house.cards} ${style.matrix}`;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={folding} tabIndex={0} aria-label={m.compliance.results}>
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
                  {title(criterion)}
                </th>
                <td className={house.figure} data-label={m.compliance.met}>
                  <Link to="/team/calls" search={behind(of, whole)}>
                    <Share cell={whole} />
                  </Link>
                </td>
                {COUNTED.map(([outcome, count]) => (
                  <td key={outcome} className={house.figure} data-label={m.outcome[outcome]}>
                    {whole[count] === 0 ? (
                      0
                    ) : (
                      <Link to="/team/calls" search={behind(of, whole, { criterion, outcome })}>
                        {f.number(whole[count])}
                      </Link>
                    )}
                  </td>
                ))}
                {shown.map((period, number) => {
                  const cell = cells.get(period);
                  const older = number < shown.length - RECENT ? style.older : "";
                  return (
                    <td
                      key={period}
                      className={`${house.figure} ${older}`}
                      data-label={named(period, language, "short")}
                    >
                      {cell === undefined ? (
                        <span className={design.fine}>–</span>
                      ) : (
                        <Link
                          to="/team/calls"
                          search={
                            cell.notMet === 0
                              ? behind(of, cell)
                              : behind(of, cell, { criterion, outcome: "not_met" })
                          }
                        >
                          <Share cell={cell} />
                        </Link>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={design.fine}>
        {m.compliance.shareWhy(LEAST)} {m.compliance.leads}
      </p>
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
