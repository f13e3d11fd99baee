import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { Tabs } from "../design/tabs";
import { TypedField } from "../house/typed-field";
import { useSpoken } from "../i18n/context";
import { versions } from "../rubrics/queries";
import type { Change } from "../team/stretch";
import { Agreement } from "./agreement";
import style from "./calibration.module.css";
import { Errors } from "./errors";
import { Modes } from "./modes";
import { Published } from "./published";
import type { Of } from "./queries";
import { Sessions } from "./sessions";
import { type CalibrationSearch, readSearch, VIEWS } from "./views";

/** How far people and machine agree: sessions, agreement, error rates, and who answers which criterion. */
export function CalibrationPage() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/calibration" });
  const navigate = useNavigate({ from: "/calibration" });
  const { data: me } = useQuery(session);
  const view = search.view ?? "sessions";
  const go = (to: Change<CalibrationSearch>) =>
    navigate({ search: { ...readSearch({ ...search, ...to }) }, replace: true });
  useEffect(() => {
    document.title = `${m.calibration.title} · ${m.product}`;
  }, [m]);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>{m.calibration.title}</h1>
        <p className={design.fine}>{m.calibration.what}</p>
        {me?.may.assign && (
          <Link to="/calibration/new" search={{}} className={style.act}>
            {m.calibration.fresh}
          </Link>
        )}
      </header>
      <Tabs
        label={m.calibration.views}
        tabs={VIEWS.map((name) => ({ name, title: m.calibration.view[name] }))}
        chosen={view}
        onChoose={(to) => go({ view: to })}
      >
        {view === "sessions" ? <Sessions /> : <Measured search={search} onChange={go} />}
      </Tabs>
    </div>
  );
}

/** Figures of one rubric; which is chosen above them. */
function Measured({
  search,
  onChange,
}: {
  search: CalibrationSearch;
  onChange(to: Change<CalibrationSearch>): void;
}) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const listed = useQuery(versions);
  if (listed.isPending) return <Loading />;
  if (listed.isError) return <Failed error={listed.error} again={() => listed.refetch()} />;
  const names = [...new Set(listed.data.map(({ rubric }) => rubric))];
  const rubric = search.rubric ?? names[0];
  if (rubric === undefined)
    return (
      <Note title={m.rubrics.none}>
        <p>{m.rubrics.noneWhy}</p>
      </Note>
    );
  const numbers = listed.data.filter(
    (each) => each.rubric === rubric && (search.language === undefined || each.language === search.language),
  );
  const of: Of = {
    rubric,
    ...(search.version === undefined ? {} : { version: search.version }),
    ...(search.language === undefined ? {} : { language: search.language }),
    ...(search.queue === undefined ? {} : { queue: search.queue }),
  };
  return (
    <div className={style.form}>
      <div className={style.bar}>
        <Choice
          label={m.rubrics.rubric}
          value={rubric}
          choices={names}
          name={rubricOf}
          onChange={(to) => onChange({ rubric: to ?? rubric })}
        />
        <Choice
          label={m.preferences.language}
          value={search.language}
          choices={["zh", "en"]}
          name={(each) => m.language[each as "zh" | "en"]}
          onChange={(to) => onChange({ language: to as "zh" | "en" })}
          any={m.calls.any}
        />
        <Choice
          label={m.rubrics.version}
          value={search.version}
          choices={[...new Set(numbers.map(({ version }) => version))]}
          onChange={(to) => onChange({ version: to as string })}
          any={m.calls.any}
        />
        <label className={style.field}>
          {m.calls.queue}
          <TypedField
            named="queues"
            value={search.queue}
            onChange={(text) => onChange({ queue: (text || undefined) as string })}
          />
        </label>
      </div>
      {search.view === "agreement" && <Agreement of={of} />}
      {search.view === "errors" && <Errors of={of} />}
      {search.view === "published" && <Published of={of} search={search} onChange={onChange} />}
      {search.view === "modes" && <Modes of={of} />}
    </div>
  );
}

interface Choosing {
  label: string;
  value: string | undefined;
  choices: readonly string[];
  name?: (choice: string) => string;
  /** What stands for no choice; without it, one must be made. */
  any?: string;
  onChange(to: string | undefined): void;
}

function Choice({ label, value, choices, name = (each) => each, any, onChange }: Choosing) {
  return (
    <label className={style.field}>
      {label}
      <select
        className={design.field}
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value || undefined)}
      >
        {any !== undefined && <option value="">{any}</option>}
        {choices.map((each) => (
          <option key={each} value={each}>
            {name(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
