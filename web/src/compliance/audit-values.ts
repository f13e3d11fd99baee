import type { Messages } from "../i18n/en";

/** Where the words of a field are, as far as they are ones that the house chose. */
function wordsOf(field: string, m: Messages): Readonly<Record<string, string>> | undefined {
  return {
    how: m.compliance.signedInBy,
    why: m.compliance.signedInBy,
    kinds: m.flag,
    language: m.language,
    layers: m.call.layer,
    outcome: m.outcome,
    rubric: m.rubric,
    stage: m.stage,
  }[field];
}

/** Says a value of an event in words; a name, a number and what nobody knows stay as they are. */
export function valueIn(field: string, value: string, m: Messages): string {
  if (value === "True" || value === "False") return m.compliance[value === "True" ? "yes" : "no"];
  const words = wordsOf(field, m);
  const parts = value.split(/[, ]+/);
  if (words === undefined || !parts.every((each) => each in words)) return value;
  return parts.map((each) => words[each]).join(m.house.comma);
}
