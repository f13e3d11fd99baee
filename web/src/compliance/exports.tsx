import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { address } from "../api/client";
import { useRubricNames } from "../app/rubric-names";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { shifted } from "../house/amount";
import { Field } from "../house/ask";
import { DayField } from "../house/day-field";
import house from "../house/house.module.css";
import { Section } from "../house/page";
import { TypedField } from "../house/typed-field";
import { useSpoken } from "../i18n/context";
import { rubrics } from "./queries";
import { Taken } from "./taken";
import { besides, type ExportSearch, type Filter, FORMS, filtersOf, readExport, SHEETS } from "./taking";

type Change = { [K in keyof ExportSearch]: ExportSearch[K] | undefined };

/** Results as a table, for those who work with them elsewhere; what was taken out and what for stands in the trail. */
export function Exports() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/compliance/exports" });
  const navigate = useNavigate({ from: "/compliance/exports" });
  const change = (to: Change) => navigate({ search: { ...readExport({ ...search, ...to }) }, replace: true });
  const [reason, setReason] = useState("");
  const { sheet = "evaluations", form = "xlsx" } = search;
  const query = {
    reason: reason.trim(),
    ...filtersOf(search),
    // Excel reads a CSV as UTF-8 only where it begins so.
    ...(form === "csv" ? { bom: true } : {}),
  };
  return (
    <>
      <Section title={m.compliance.exports} why={m.compliance.exportsWhy}>
        <div className={house.tools}>
          <Choice
            name={m.compliance.sheet}
            value={sheet}
            choices={SHEETS.map((each) => [each, m.compliance.sheets[each]])}
            onChoose={(to) => change({ sheet: SHEETS.find((each) => each === to) })}
          />
          <Choice
            name={m.compliance.form}
            value={form}
            choices={FORMS.map((each) => [each, m.compliance.forms[each]])}
            onChoose={(to) => change({ form: FORMS.find((each) => each === to) })}
          />
        </div>
        <Which search={search} onChange={change} />
        <Others search={search} onChange={change} />
        <Field name={m.house.reason} hint={m.house.reasonWhy}>
          {(id) => (
            <input
              id={id}
              className={design.field}
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <p>
          {query.reason === "" ? (
            <span className={design.fine}>{m.compliance.exportNeeds}</span>
          ) : (
            <a href={address(`/v1/exports/${sheet}.${form}`, {}, query)} download>
              {m.compliance.exportGet(m.compliance.sheets[sheet], m.compliance.forms[form])}
            </a>
          )}
        </p>
      </Section>
      <Taken />
    </>
  );
}

interface Chosen {
  name: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onChoose(value: string): void;
}

function Choice({ name, value, choices, onChoose }: Chosen) {
  return (
    <Field name={name}>
      {(id) => (
        <select
          id={id}
          className={design.field}
          value={value}
          onChange={(event) => onChoose(event.target.value)}
        >
          {choices.map(([each, text]) => (
            <option key={each} value={each}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface Narrowing {
  search: ExportSearch;
  onChange(to: Change): void;
}

/** Whose calls, and of which days. */
function Which({ search, onChange }: Narrowing) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const { data: known } = useQuery(rubrics);
  const ids = [...new Set([...(known ?? []).map(({ id }) => id), ...(search.rubric ? [search.rubric] : [])])];
  return (
    <div className={house.tools}>
      <Choice
        name={m.calls.rubric}
        value={search.rubric ?? ""}
        choices={[["", m.house.all], ...ids.sort().map((each) => [each, rubricOf(each)] as const)]}
        // A criterion is one of a rubric.
        onChoose={(rubric) => onChange({ rubric, criterion: undefined, outcome: undefined })}
      />
      {(["team", "agent", "queue"] as const).map((name) => (
        <Field key={name} name={m.calls[name]}>
          {(id) => (
            <TypedField
              id={id}
              named={`${name}s`}
              value={search[name]}
              onChange={(text) => onChange({ [name]: text })}
            />
          )}
        </Field>
      ))}
      <Field name={m.compliance.callsFrom}>
        {(id) => <DayField id={id} value={search.day_from} onChange={(day) => onChange({ day_from: day })} />}
      </Field>
      <Field name={m.compliance.until}>
        {(id) => (
          <DayField
            id={id}
            value={search.day_before && shifted(search.day_before, -1)}
            onChange={(day) => onChange({ day_before: day && shifted(day, 1) })}
          />
        )}
      </Field>
    </div>
  );
}

/** By what else it is narrowed, as the list was from which one came. */
function Others({ search, onChange }: Narrowing) {
  const { m } = useSpoken();
  const title = useTitles({ rubric: search.rubric ?? "" });
  const others = besides(search);
  if (others.length === 0) return null;
  const told = (name: Filter, value: string): ReactNode => {
    if (name === "criterion") return title(value);
    if (name === "outcome") return m.outcome[value as "not_met" | "undecided"] ?? value;
    if (name === "author") return m.compliance.authors[value] ?? value;
    if (name === "language") return m.language[value as "zh" | "en"] ?? value;
    return value;
  };
  return (
    <ul className={house.tools} aria-label={m.calls.filters}>
      {others.map(([name, value]) => (
        <li key={name} className={design.tag}>
          {m.compliance.filter[name] ?? name}: {told(name, value)}{" "}
          <button
            type="button"
            className={design.plain}
            aria-label={m.compliance.takeAway(m.compliance.filter[name] ?? name)}
            onClick={() => onChange({ [name]: undefined })}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
