import { useEffect, useState } from "react";
import design from "../design/design.module.css";

/** Days before this are what is seen while a year is typed. */
const FIRST = "1970-01-01";

interface Dayed {
  id?: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange(day: string | undefined): void;
}

/** A day to choose or type; told once it is one, or taken away. */
export function DayField({ id, value = "", min, max, onChange }: Dayed) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <input
      id={id}
      type="date"
      className={design.field}
      value={text}
      min={min ?? FIRST}
      max={max}
      onChange={({ target }) => {
        setText(target.value);
        if (target.value === "" || target.value >= FIRST) onChange(target.value || undefined);
      }}
    />
  );
}
