import { useState } from "react";
import { address } from "../api/client";
import design from "../design/design.module.css";
import { Field } from "../house/ask";
import house from "../house/house.module.css";
import { Section } from "../house/page";
import { useSpoken } from "../i18n/context";
import { bounds } from "./stretch";

const SHEETS = ["evaluations", "findings"] as const;
const FORMS = ["xlsx", "csv", "parquet"] as const;

/** Results as a table, for those who work with them elsewhere; what was taken out and what for stands in the trail. */
export function Exports() {
  const { m } = useSpoken();
  const [sheet, setSheet] = useState<(typeof SHEETS)[number]>("evaluations");
  const [form, setForm] = useState<(typeof FORMS)[number]>("xlsx");
  const [reason, setReason] = useState("");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const [rubric, setRubric] = useState("");
  const query = {
    reason: reason.trim(),
    ...bounds(since, until),
    ...(rubric.trim() === "" ? {} : { rubric: rubric.trim() }),
    // Excel reads a CSV as UTF-8 only where it begins so.
    ...(form === "csv" ? { bom: true } : {}),
  };
  const whole = address(`/v1/exports/${sheet}.${form}`, {}, query);
  return (
    <Section title={m.compliance.exports} why={m.compliance.exportsWhy}>
      <div className={house.tools}>
        <Field name={m.compliance.sheet}>
          {(id) => (
            <select
              id={id}
              className={design.field}
              value={sheet}
              onChange={(event) => setSheet(event.target.value as typeof sheet)}
            >
              {SHEETS.map((each) => (
                <option key={each} value={each}>
                  {m.compliance.sheets[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={m.compliance.form}>
          {(id) => (
            <select
              id={id}
              className={design.field}
              value={form}
              onChange={(event) => setForm(event.target.value as typeof form)}
            >
              {FORMS.map((each) => (
                <option key={each} value={each}>
                  {m.compliance.forms[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={m.calls.rubric}>
          {(id) => (
            <input
              id={id}
              className={design.field}
              value={rubric}
              onChange={(event) => setRubric(event.target.value)}
            />
          )}
        </Field>
        <Field name={m.compliance.receivedSince}>
          {(id) => (
            <input
              id={id}
              type="date"
              className={design.field}
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
          )}
        </Field>
        <Field name={m.compliance.until}>
          {(id) => (
            <input
              id={id}
              type="date"
              className={design.field}
              value={until}
              onChange={(event) => setUntil(event.target.value)}
            />
          )}
        </Field>
      </div>
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
          <a href={whole} download>
            {m.compliance.exportGet(m.compliance.sheets[sheet], m.compliance.forms[form])}
          </a>
        )}
      </p>
    </Section>
  );
}
