import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { TypedField } from "../house/typed-field";
import { useSpoken } from "../i18n/context";
import { AgentLink } from "../team/agent-link";
import { useDay } from "../team/day";
import { type Change, carried, dayHere, daysOf } from "../team/stretch";
import { StretchBar } from "../team/stretch-bar";
import { Barred, useRate } from "./barred";
import style from "./calibration.module.css";
import { type Of, published } from "./queries";
import { callsIn, type Group, keyOf, laidOut, type Row } from "./rows";
import { useTitles } from "./titles";
import { type CalibrationSearch, GROUPS } from "./views";

interface Looked {
  of: Of;
  search: CalibrationSearch;
  onChange(to: Change<CalibrationSearch>): void;
}

/** Every published figure as the machine gives it and as people would have it, with how sure that is. */
export function Published({ of, search, onChange }: Looked) {
  const { m } = useSpoken();
  const day = useDay();
  const { team, by } = search;
  const asked = {
    ...of,
    ...daysOf(search, dayHere(new Date())),
    ...(team === undefined ? {} : { team }),
    ...(by === undefined ? {} : { by }),
  };
  const found = useQuery(published(asked));
  const groups = laidOut(found.data?.items ?? []);
  return (
    <>
      <div className={style.bar}>
        <label className={style.field}>
          {m.calls.team}
          <TypedField named="teams" value={team} onChange={(text) => onChange({ team: text || undefined })} />
        </label>
        <label className={style.field}>
          {m.calibration.groupedBy}
          <select
            className={design.field}
            value={by ?? ""}
            onChange={({ target }) => onChange({ by: GROUPS.find((each) => each === target.value) })}
          >
            <option value="">{m.team.allTogether}</option>
            {GROUPS.map((each) => (
              <option key={each} value={each}>
                {m.calibration.groups[each]}
              </option>
            ))}
          </select>
        </label>
        <StretchBar search={search} onChange={onChange} />
      </div>
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.isSuccess && groups.length === 0 && (
        <Note title={m.team.nothing}>
          <p>{m.team.nothingWhy}</p>
        </Note>
      )}
      {found.data && groups.length > 0 && (
        <>
          <p className={design.fine}>
            {m.calibration.publishedWhy(day(found.data.question.since), day(found.data.question.before))}
          </p>
          {by === undefined ? (
            <OfAll group={groups[0]} question={found.data.question} />
          ) : (
            <ByGroup groups={groups} question={found.data.question} search={search} onChange={onChange} />
          )}
        </>
      )}
    </>
  );
}

type Question = Parameters<typeof callsIn>[0];

/** All figures of all calls together, a row for each. */
function OfAll({ group, question }: { group: Group | undefined; question: Question }) {
  const { m } = useSpoken();
  const figureOf = useFigureNames(question.rubric);
  if (group === undefined) return null;
  return (
    <>
      {group.error !== null && (
        <p>
          {m.calibration.wrongTogether} <Barred of={group.error} unit="rate" />
        </p>
      )}
      <Table first={m.calibration.figure}>
        {group.rows.map((row) => (
          <Line
            key={keyOf(row)}
            row={row}
            name={figureOf(keyOf(row))}
            error={row.kind === "met"}
            calls={row.kind === "met" ? null : callsIn(question, group.name)}
          />
        ))}
      </Table>
    </>
  );
}

interface Grouped {
  groups: readonly Group[];
  question: Question;
  search: CalibrationSearch;
  onChange(to: Change<CalibrationSearch>): void;
}

/** One figure, with a row for each team, agent, queue or version. */
function ByGroup({ groups, question, search, onChange }: Grouped) {
  const { m } = useSpoken();
  const figureOf = useFigureNames(question.rubric);
  const keys = [...new Set(groups.flatMap(({ rows }) => rows.map(keyOf)))];
  const key = keys.find((each) => each === search.figure) ?? "score";
  const name = (group: string) => {
    if (group === "") return m.team.unknown;
    if (question.by !== "agent") return group;
    return <AgentLink agent={group} rubric={question.rubric} stretch={carried(search)} />;
  };
  return (
    <>
      <label className={style.field}>
        {m.calibration.figure}
        <select
          className={design.field}
          value={key}
          onChange={({ target }) => onChange({ figure: target.value })}
        >
          {keys.map((each) => (
            <option key={each} value={each}>
              {figureOf(each)}
            </option>
          ))}
        </select>
      </label>
      <Table first={m.calibration.groups[search.by ?? "team"]}>
        {groups.map((group) => {
          const row = group.rows.find((each) => keyOf(each) === key);
          if (row === undefined) return null;
          const calls = row.kind === "met" ? null : callsIn(question, group.name);
          return <Line key={group.name} row={row} name={name(group.name)} error calls={calls} />;
        })}
      </Table>
    </>
  );
}

/** Says what a figure is called: the score, what passed, or a criterion. */
function useFigureNames(rubric: string): (key: string) => string {
  const { m } = useSpoken();
  const title = useTitles({ rubric });
  return (key) => (key === "score" || key === "passed" ? m.calibration.figures[key] : title(key));
}

function Table({ first, children }: { first: string; children: React.ReactNode }) {
  const { m } = useSpoken();
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{m.calibration.asMachine}</th>
          <th scope="col">{m.calibration.asPeople}</th>
          <th scope="col">{m.calibration.machineError}</th>
          <th scope="col">{m.calibration.ofCalls}</th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface Lined {
  row: Row;
  name: React.ReactNode;
  /** Whether the machine's error is told in the row. */
  error: boolean;
  calls: Record<string, string> | null;
}

function Line({ row, name, error, calls }: Lined) {
  const { m, f } = useSpoken();
  const unit = row.kind === "score" ? "score" : "rate";
  const text = useRate(unit);
  const n = f.number(row.calls, 0);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={m.calibration.asMachine}>{row.machine === null ? "–" : text(row.machine)}</td>
      <td data-label={m.calibration.asPeople}>
        <Barred of={row.corrected} unit={unit} />
      </td>
      <td data-label={m.calibration.machineError}>
        {error && row.error !== null ? <Barred of={row.error} unit="rate" /> : "–"}
      </td>
      <td data-label={m.calibration.ofCalls}>
        {calls === null ? (
          n
        ) : (
          <Link to="/team/calls" search={calls}>
            {n}
          </Link>
        )}
      </td>
    </tr>
  );
}
