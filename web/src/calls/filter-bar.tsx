import { useEffect, useState } from "react";
import type { Named } from "../api/suggestions";
import design from "../design/design.module.css";
import { NameField } from "../house/name-field";
import { useSpoken } from "../i18n/context";
import style from "./calls.module.css";
import { asked, type CallsSearch, FLAGS, readSearch, STATES, searchOf } from "./filters";
import { SavedFilters } from "./saved-filters";

const WRITING_MS = 350;

type Written = "call" | "agent" | "queue" | "team" | "rubric";

interface Bar {
  search: CallsSearch;
  onChange(search: CallsSearch): void;
}

/** What narrows the list; the address of the page says the same. */
export function FilterBar({ search, onChange }: Bar) {
  const { m } = useSpoken();
  const set = (name: keyof CallsSearch, value: unknown) => onChange(readSearch({ ...search, [name]: value }));
  const fields: [Written, string, Named?][] = [
    ["call", m.calls.callId],
    ["agent", m.calls.agent, "agents"],
    ["queue", m.calls.queue, "queues"],
    ["team", m.calls.team, "teams"],
    ["rubric", m.calls.rubric, "rubrics"],
  ];
  const used = Object.keys(search).length;
  return (
    <details className={style.filters} open={used > 0 || matchMedia("(min-width: 900px)").matches}>
      <summary>
        {m.calls.filters}
        {used > 0 && ` · ${used}`}
      </summary>
      <search className={style.bar} aria-label={m.calls.filters}>
        <Choice
          label={m.calls.state}
          value={search.state}
          options={STATES.map((each) => [each, m.recording[each]])}
          onChange={(value) => set("state", value)}
        />
        <Choice
          label={m.calls.flag}
          value={search.flag}
          options={FLAGS.map((each) => [each, m.flag[each] ?? each])}
          onChange={(value) => set("flag", value)}
        />
        <Choice
          label={m.preferences.language}
          value={search.language}
          options={[
            ["zh", m.language.zh],
            ["en", m.language.en],
          ]}
          onChange={(value) => set("language", value)}
        />
        {fields.map(([name, label, named]) => (
          <Writing
            key={name}
            label={label}
            named={named}
            value={search[name] ?? ""}
            onChange={(value) => set(name, value)}
          />
        ))}
        <Writing
          label={m.calls.scoreTo}
          value={search.below === undefined ? "" : String(search.below)}
          numeric
          onChange={(value) => set("below", value === "" ? undefined : Number(value))}
        />
        <Choice
          label={m.calls.order}
          value={search.order}
          any={m.calls.newest}
          options={[["oldest", m.calls.oldest]]}
          onChange={(value) => set("order", value)}
        />
        {used > 0 && (
          <button type="button" className={design.button} onClick={() => onChange({})}>
            {m.calls.clear}
          </button>
        )}
        <SavedFilters
          list="calls"
          present={used === 0 ? null : asked(search)}
          onChoose={(filters) => onChange(searchOf(filters))}
        />
      </search>
    </details>
  );
}

interface Choosing {
  label: string;
  value: string | undefined;
  options: [string, string][];
  any?: string;
  onChange(value: string | undefined): void;
}

/** One of several, or any. */
export function Choice({ label, value, options, any, onChange }: Choosing) {
  const { m } = useSpoken();
  return (
    <label>
      <span>{label}</span>
      <select
        className={design.field}
        value={value ?? ""}
        onChange={(event) => onChange(event.target.value || undefined)}
      >
        <option value="">{any ?? m.calls.any}</option>
        {options.map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface WritingIn {
  label: string;
  value: string;
  numeric?: boolean;
  /** What it names, so that names can be offered. */
  named?: Named | undefined;
  onChange(value: string): void;
}

/** A field that tells what was written once the writer pauses. */
export function Writing({ label, value, numeric = false, named, onChange }: WritingIn) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), WRITING_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <label>
      <span>{label}</span>
      <NameField
        named={named}
        className={design.field}
        type={numeric ? "number" : "search"}
        {...(numeric ? { min: 0, max: 100 } : {})}
        value={text}
        size={10}
        onChange={(event) => setText(event.target.value)}
      />
    </label>
  );
}
