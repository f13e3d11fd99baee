import { useEffect, useRef } from "react";
import { words } from "../administration/fields";
import design from "../design/design.module.css";
import house from "../house/house.module.css";
import { useSpoken } from "../i18n/context";
import style from "./plans.module.css";
import type { NewSkills } from "./queries";

export const LANGUAGES = ["zh", "en"] as const;

/** The languages that somebody judges calls in; the keyboard begins here. */
export function Languages({ form, chosen }: { form: string; chosen: readonly string[] }) {
  const { m } = useSpoken();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const boxes = LANGUAGES.map((each, at) => (
    <label key={each} className={house.check}>
      <input
        ref={at === 0 ? first : null}
        form={form}
        type="checkbox"
        name="languages"
        value={each}
        defaultChecked={chosen.includes(each)}
      />
      {m.language[each]}
    </label>
  ));
  return <span className={style.languages}>{boxes}</span>;
}

interface Writing {
  form: string;
  name: string;
  label: string;
  value: string | undefined;
}

/** A field of a row, by the name of its column. */
export function Written({ form, name, label, value = "" }: Writing) {
  return (
    <input
      form={form}
      name={name}
      className={`${design.field} ${style.edit}`}
      aria-label={label}
      maxLength={2000}
      defaultValue={value}
    />
  );
}

/** Reads what was written about somebody; what is left empty does not narrow. */
export function given(form: FormData): NewSkills {
  const agent = String(form.get("agent") ?? "").trim();
  return {
    agent: agent === "" ? null : agent,
    languages: LANGUAGES.filter((each) => form.getAll("languages").includes(each)),
    queues: words(String(form.get("queues") ?? "")),
    at_most: Number(form.get("at_most")),
  };
}
