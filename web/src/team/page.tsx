import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { houseSettings } from "../administration/queries";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import { type ExportSearch, readExport } from "../compliance/taking";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { Tabs } from "../design/tabs";
import { TypedField } from "../house/typed-field";
import { useSpoken } from "../i18n/context";
import { versions } from "../rubrics/queries";
import { Board } from "./board";
import { Plans } from "./coaching/plans";
import { Heat } from "./heat";
import { Needs } from "./needs";
import { Peers } from "./peers";
import type { Compared } from "./queries";
import { readTeam, type TeamSearch, VIEWS, type View } from "./search";
import { type Change, dayHere, daysOf } from "./stretch";
import { StretchBar } from "./stretch-bar";
import style from "./team.module.css";
import { Trends } from "./trends";
import { WeekPage } from "./week/page";

/** Whom to coach on what: needs, heat map, trends, and the plans made of them. */
export function TeamPage() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/team" });
  const navigate = useNavigate({ from: "/team" });
  const { data: me } = useQuery(session);
  const listed = useQuery(versions);
  const { data: turned } = useQuery(houseSettings);
  const go = (to: Change<TeamSearch>) =>
    navigate({ search: { ...readTeam({ ...search, ...to }) }, replace: true });
  useEffect(() => {
    document.title = `${m.team.title} · ${m.product}`;
  }, [m]);
  const mayCoach = me?.may.coach !== undefined;
  const ranked = mayCoach && turned?.items.some(({ name, on }) => name === "leaderboards" && on) === true;
  const hidden: Partial<Record<View, boolean>> = {
    week: !mayCoach,
    coaching: me?.may.read_coaching === undefined,
    board: !ranked,
  };
  const views = VIEWS.filter((each) => !hidden[each]);
  const view = search.view ?? (mayCoach ? "week" : "needs");
  const rubrics = [...new Set((listed.data ?? []).map(({ rubric }) => rubric))];
  const rubric = search.rubric ?? rubrics[0];
  const of: Compared | null =
    rubric === undefined
      ? null
      : {
          rubric,
          ...(search.team === undefined ? {} : { team: search.team }),
          ...(search.queue === undefined ? {} : { queue: search.queue }),
          ...daysOf(search, dayHere(new Date())),
        };
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>{m.team.title}</h1>
        <p className={design.fine}>{m.team.what}</p>
        {of !== null && me?.may.export_results && (
          <Link to="/compliance/exports" search={exported(of)} className={style.act}>
            {m.compliance.export}
          </Link>
        )}
      </header>
      <Tabs
        label={m.team.views}
        tabs={views.map((name) => ({ name, title: m.team.view[name] }))}
        chosen={view}
        onChoose={(to) => go({ view: to })}
      >
        {listed.isPending && <Loading />}
        {listed.isError && <Failed error={listed.error} again={() => listed.refetch()} />}
        {listed.isSuccess && of === null && (
          <Note title={m.rubrics.none}>
            <p>{m.rubrics.noneWhy}</p>
          </Note>
        )}
        {of !== null && (
          <div className={style.form}>
            {view !== "coaching" && view !== "week" && (
              <Bar search={search} rubric={of.rubric} rubrics={rubrics} onChange={go} />
            )}
            {view === "week" && mayCoach && <WeekPage search={search} onChange={go} />}
            {view === "needs" && <Needs of={of} search={search} mayCoach={mayCoach} />}
            {view === "heat" && <Heat of={of} search={search} />}
            {view === "peers" && <Peers of={of} search={search} onChange={go} />}
            {view === "trend" && <Trends of={of} search={search} onChange={go} />}
            {view === "board" && ranked && <Board of={of} search={search} />}
            {view === "board" && turned !== undefined && !ranked && (
              <Note title={m.team.boardOff}>
                <p>{m.team.boardOffWhy}</p>
              </Note>
            )}
            {view === "coaching" && <Plans mayCoach={mayCoach} />}
          </div>
        )}
      </Tabs>
    </div>
  );
}

/** The same evaluations, as an export is narrowed. */
const exported = ({ rubric, team, queue, since, before }: Compared): ExportSearch =>
  readExport({ rubric, team, queue, day_from: since, day_before: before });

interface Narrowing {
  search: TeamSearch;
  rubric: string;
  rubrics: readonly string[];
  onChange(to: Change<TeamSearch>): void;
}

function Bar({ search, rubric, rubrics, onChange }: Narrowing) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  return (
    <div className={style.filters}>
      <label className={style.field}>
        {m.rubrics.rubric}
        <select
          className={design.field}
          value={rubric}
          onChange={({ target }) => onChange({ rubric: target.value })}
        >
          {rubrics.map((each) => (
            <option key={each} value={each}>
              {rubricOf(each)}
            </option>
          ))}
        </select>
      </label>
      {(["team", "queue"] as const).map((name) => (
        <label key={name} className={style.field}>
          {m.calls[name]}
          <TypedField
            named={`${name}s`}
            value={search[name]}
            onChange={(text) => onChange({ [name]: text || undefined })}
          />
        </label>
      ))}
      <StretchBar search={search} periods={search.view === "trend"} onChange={onChange} />
    </div>
  );
}
