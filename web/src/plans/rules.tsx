import { useEffect, useRef } from "react";
import type { Named } from "../api/suggestions";
import { FLAGS } from "../calls/filters";
import design from "../design/design.module.css";
import { Field } from "../house/ask";
import house from "../house/house.module.css";
import { NameField } from "../house/name-field";
import { useSpoken } from "../i18n/context";
import { EACH, type Each, newRule, type RuleDraft } from "./draft";
import { Amount } from "./fields";
import style from "./plans.module.css";

interface Ruled {
  rules: readonly RuleDraft[];
  onChange(rules: readonly RuleDraft[]): void;
}

/** What else the house wants reviewed, beside chance and risk. */
export function Rules({ rules, onChange }: Ruled) {
  const { m } = useSpoken();
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(rules.length);
  useEffect(() => {
    // Who adds a rule goes on in it.
    if (rules.length > before.current)
      list.current?.querySelector<HTMLInputElement>("fieldset:last-of-type input")?.focus();
    before.current = rules.length;
  }, [rules.length]);
  return (
    <section className={style.fields} aria-label={m.plans.rules}>
      <div>
        <h2>{m.plans.rules}</h2>
        <p className={design.fine}>{m.plans.rulesWhy}</p>
      </div>
      <div ref={list} className={rules.length === 0 ? undefined : style.fields}>
        {rules.map((rule, at) => (
          <RuleFields
            key={rule.key}
            number={at + 1}
            rule={rule}
            onChange={(to) => onChange(rules.map((each) => (each.key === rule.key ? to : each)))}
            onRemove={() => onChange(rules.filter(({ key }) => key !== rule.key))}
          />
        ))}
      </div>
      <div>
        <button type="button" className={design.button} onClick={() => onChange([...rules, newRule(rules)])}>
          {m.plans.addRule}
        </button>
      </div>
    </section>
  );
}

interface OneRule {
  number: number;
  rule: RuleDraft;
  onChange(rule: RuleDraft): void;
  onRemove(): void;
}

function RuleFields({ number, rule, onChange, onRemove }: OneRule) {
  const { m } = useSpoken();
  const set = (to: Partial<RuleDraft>) => onChange({ ...rule, ...to });
  const lists: ["teams" | "queues" | "agents", string, Named][] = [
    ["teams", m.plans.teams, "teams"],
    ["queues", m.plans.queues, "queues"],
    ["agents", m.plans.agents, "agents"],
  ];
  return (
    <fieldset className={style.group}>
      <legend>{m.plans.rule(number)}</legend>
      <div className={style.row}>
        <Field name={m.plans.ruleName} hint={m.plans.ruleNameWhy}>
          {(id) => (
            <input
              id={id}
              className={design.field}
              maxLength={200}
              value={rule.name}
              onChange={({ target }) => set({ name: target.value })}
            />
          )}
        </Field>
      </div>
      <Measure rule={rule} onChange={onChange} />
      <div className={style.row}>
        {lists.map(([name, label, named]) => (
          <Field key={name} name={label}>
            {(id) => (
              <NameField
                id={id}
                named={named}
                className={design.field}
                value={rule[name]}
                onChange={({ target }) => set({ [name]: target.value })}
              />
            )}
          </Field>
        ))}
        <Amount
          name={m.plans.scoreTo}
          value={rule.scoreTo}
          min={0}
          onChange={(scoreTo) => set({ scoreTo })}
        />
      </div>
      <p className={design.fine}>{m.plans.several}</p>
      <Flags rule={rule} onChange={onChange} />
      <button type="button" className={design.button} onClick={onRemove}>
        {m.plans.removeRule(number)}
      </button>
    </fieldset>
  );
}

/** How many calls a rule draws, and for whom that is meant. */
function Measure({ rule, onChange }: Pick<OneRule, "rule" | "onChange">) {
  const { m } = useSpoken();
  const set = (to: Partial<RuleDraft>) => onChange({ ...rule, ...to });
  return (
    <div className={style.row}>
      <Amount
        name={rule.measure === "share" ? m.plans.share : m.plans.number}
        value={rule.amount}
        min={0}
        onChange={(amount) => set({ amount })}
      />
      <Field name={m.plans.measure}>
        {(id) => (
          <select
            id={id}
            className={design.field}
            value={rule.measure}
            onChange={({ target }) => set({ measure: target.value === "share" ? "share" : "number" })}
          >
            <option value="number">{m.plans.number}</option>
            <option value="share">{m.plans.share}</option>
          </select>
        )}
      </Field>
      <Field name={m.plans.each}>
        {(id) => (
          <select
            id={id}
            className={design.field}
            value={rule.each}
            onChange={({ target }) => set({ each: target.value as Each })}
          >
            {EACH.map((each) => (
              <option key={each} value={each}>
                {m.plans.eachOf[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

/** The flags of which a call has to have one. */
function Flags({ rule, onChange }: Pick<OneRule, "rule" | "onChange">) {
  const { m } = useSpoken();
  const turn = (flag: (typeof FLAGS)[number], isIn: boolean) =>
    onChange({
      ...rule,
      flags: isIn ? [...rule.flags, flag] : rule.flags.filter((each) => each !== flag),
    });
  return (
    <details className={style.more}>
      <summary>{m.plans.flags(rule.flags.length)}</summary>
      <fieldset className={house.choices}>
        <legend className="unseen">{m.plans.flagsWhy}</legend>
        {FLAGS.map((flag) => (
          <label key={flag} className={house.check}>
            <input
              type="checkbox"
              checked={rule.flags.includes(flag)}
              onChange={({ target }) => turn(flag, target.checked)}
            />
            {m.flag[flag] ?? flag}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
