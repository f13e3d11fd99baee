import { useEffect, useState } from "react";
import design from "../../design/design.module.css";
import style from "../rubrics.module.css";

interface Field<T> {
  label: string;
  value: unknown;
  onChange(to: T): void;
}

/** Text that is written down once one goes on: each letter on its own would write the file anew. */
function useTyped(value: string, onDone: (to: string) => void) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return {
    value: typed,
    onChange: ({ target }: { target: { value: string } }) => setTyped(target.value),
    onBlur: () => {
      if (typed !== value) onDone(typed);
    },
  };
}

export function TextField({ label, value, onChange, wide = false }: Field<string> & { wide?: boolean }) {
  const typed = useTyped(String(value ?? ""), onChange);
  return (
    <label className={`${style.field} ${wide ? style.wide : ""}`}>
      {label}
      <input className={design.field} {...typed} />
    </label>
  );
}

/** Several lines; `lines` says that each of them is a thing of its own. */
export function LongField({ label, value, onChange, rows = 2 }: Field<string> & { rows?: number }) {
  const typed = useTyped(String(value ?? ""), onChange);
  return (
    <label className={`${style.field} ${style.wide}`}>
      {label}
      <textarea className={design.field} rows={rows} {...typed} />
    </label>
  );
}

interface Numbered extends Field<number | undefined> {
  /** What holds where nothing is written. */
  usual: number | null;
  max: number;
}

/** A number; nothing is written where it is left empty. */
export function NumberField({ label, value, usual, max, onChange }: Numbered) {
  const typed = useTyped(typeof value === "number" ? String(value) : "", (to) => {
    const number = Number(to);
    if (to.trim() === "") onChange(undefined);
    else if (Number.isFinite(number) && number >= 0 && number <= max) onChange(number);
  });
  return (
    <label className={`${style.field} ${style.narrow}`}>
      {label}
      <input
        type="number"
        className={design.field}
        min={0}
        max={max}
        step="any"
        placeholder={usual === null ? "" : String(usual)}
        {...typed}
      />
    </label>
  );
}

interface Choosing<T extends string> extends Field<T> {
  choices: readonly { value: T; name: string }[];
}

export function ChoiceField<T extends string>({ label, value, choices, onChange }: Choosing<T>) {
  return (
    <label className={style.field}>
      {label}
      <select
        className={design.field}
        value={String(value)}
        onChange={({ target }) => onChange(target.value as T)}
      >
        {choices.map((each) => (
          <option key={each.value} value={each.value}>
            {each.name}
          </option>
        ))}
      </select>
    </label>
  );
}

export function CheckField({ label, value, onChange }: Field<boolean>) {
  return (
    <label className={style.tick}>
      <input type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
      {label}
    </label>
  );
}
