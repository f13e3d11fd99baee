import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useRubricNames } from "../app/rubric-names";
import design from "../design/design.module.css";
import { Field } from "../house/ask";
import { DayField } from "../house/day-field";
import house from "../house/house.module.css";
import { useSpoken } from "../i18n/context";
import { type Version, versions } from "../rubrics/queries";
import type { PlanDraft } from "./draft";
import { PRESETS, preset, presetOf } from "./period";
import style from "./plans.module.css";

interface Fields {
  draft: PlanDraft;
  onChange(draft: PlanDraft): void;
}

/** What a plan draws from, how much, and how it is reviewed. */
export function PlanFields({ draft, onChange }: Fields) {
  const { m } = useSpoken();
  const now = new Date();
  const set = (to: Partial<PlanDraft>) => onChange({ ...draft, ...to });
  return (
    <>
      <Rubric draft={draft} onChange={onChange} />
      <fieldset className={style.group}>
        <legend>{m.plans.period}</legend>
        <div className={style.presets}>
          {PRESETS.map((each) => (
            <button
              key={each}
              type="button"
              className={style.preset}
              aria-pressed={presetOf(draft, now) === each}
              onClick={() => set(preset(each, now))}
            >
              {m.plans.preset[each]}
            </button>
          ))}
        </div>
        <div className={style.row}>
          <Field name={m.plans.since}>
            {(id) => <DayField id={id} value={draft.since} onChange={(day) => set({ since: day ?? "" })} />}
          </Field>
          <Field name={m.plans.until}>
            {(id) => (
              <DayField
                id={id}
                value={draft.until}
                min={draft.since || undefined}
                onChange={(day) => set({ until: day ?? "" })}
              />
            )}
          </Field>
        </div>
      </fieldset>
      <fieldset className={style.group}>
        <legend>{m.plans.howMany}</legend>
        <div className={style.row}>
          <Amount
            name={m.plans.random}
            hint={m.plans.randomWhy}
            value={draft.random}
            min={1}
            onChange={(random) => set({ random })}
          />
          <Amount
            name={m.plans.risk}
            hint={m.plans.riskWhy}
            value={draft.byRisk}
            min={0}
            onChange={(byRisk) => set({ byRisk })}
          />
        </div>
      </fieldset>
      <fieldset className={style.group}>
        <legend>{m.plans.reviewing}</legend>
        <div className={style.row}>
          <Amount name={m.plans.due} value={draft.dueDays} min={1} onChange={(dueDays) => set({ dueDays })} />
          <Field name={m.plans.seed} hint={m.plans.seedWhy}>
            {(id) => (
              <input
                id={id}
                className={design.field}
                maxLength={200}
                value={draft.seed}
                onChange={({ target }) => set({ seed: target.value })}
              />
            )}
          </Field>
        </div>
        <label className={house.check}>
          <input
            type="checkbox"
            checked={draft.blind}
            onChange={({ target }) => set({ blind: target.checked })}
          />
          {m.plans.blindly}
        </label>
      </fieldset>
    </>
  );
}

/** The rubric by its title, those in use first. */
function Rubric({ draft, onChange }: Fields) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const { data } = useQuery(versions);
  const rubrics = offered(data ?? []);
  const [only] = rubrics.length === 1 ? rubrics : [];
  useEffect(() => {
    if (only !== undefined && draft.rubric === "") onChange({ ...draft, rubric: only });
  }, [only, draft, onChange]);
  return (
    <Field name={m.rubrics.rubric} hint={m.plans.rubricWhy}>
      {(id) => (
        <select
          id={id}
          className={design.field}
          value={draft.rubric}
          onChange={({ target }) => onChange({ ...draft, rubric: target.value })}
        >
          <option value="">{m.plans.choose}</option>
          {rubrics.map((each) => (
            <option key={each} value={each}>
              {rubricOf(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function offered(shelf: readonly Version[]): string[] {
  const inUse = shelf.filter(({ status }) => status === "active");
  return [...new Set([...inUse, ...shelf].map(({ rubric }) => rubric))];
}

interface Numbered {
  name: string;
  hint?: string;
  value: string;
  min: number;
  onChange(text: string): void;
}

/** A number that is typed. */
export function Amount({ name, hint, value, min, onChange }: Numbered) {
  return (
    <Field name={name} {...(hint === undefined ? {} : { hint })}>
      {(id) => (
        <input
          id={id}
          type="number"
          inputMode="decimal"
          step="any"
          min={min}
          className={design.field}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
    </Field>
  );
}
