import { useEffect, useState } from "react";
import type { Named } from "../api/suggestions";
import design from "../design/design.module.css";
import { isChosen, NameField } from "./name-field";

interface Typed {
  id?: string;
  /** What it names, so that names can be offered. */
  named?: Named;
  value: string | undefined;
  onChange(text: string): void;
}

/** Words to narrow by; told once one has left the field, chosen a name or pressed Enter, and only where they changed. */
export function TypedField({ id, named, value = "", onChange }: Typed) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const tell = (told: string) => {
    if (told.trim() !== value) onChange(told.trim());
  };
  return (
    <NameField
      id={id}
      named={named}
      className={design.field}
      value={text}
      onChange={({ target, nativeEvent }) => {
        setText(target.value);
        if (named !== undefined && isChosen(nativeEvent)) tell(target.value);
      }}
      onBlur={() => tell(text)}
      onKeyDown={({ key }) => {
        if (key === "Enter") tell(text);
      }}
    />
  );
}
