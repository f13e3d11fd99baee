import type { Language } from "../i18n/format";

const UNITS: Record<string, string> = { day: "天", week: "周", month: "个月", year: "年" };

/** Says how long something is kept, as the file of retention writes it: `90 days`, `10 years`, `forever`. */
export function period(text: string, language: Language): string {
  if (language === "en") return text === "forever" ? "for ever" : text;
  if (text === "forever") return "永久";
  const [count = "", unit = ""] = text.split(" ");
  const known = UNITS[unit.replace(/s$/, "")];
  return known === undefined ? text : `${count} ${known}`;
}

/** What a field must be, as it was read; the API's description has it as people write it. */
interface Wanted {
  one_of: (string | number | boolean)[];
  bound: Partial<Record<keyof typeof SIGNS, number | null>> | null;
  present: boolean | null;
}

const SIGNS = { equals: "=", at_least: "≥", at_most: "≤", over: ">", under: "<" } as const;

/** Says for which calls a class is: fields and what they must be. */
export function applies(wanted: object): string {
  return Object.entries(wanted as Record<string, Wanted>)
    .map(([name, { one_of, bound, present }]) => {
      if (one_of.length > 0) return `${name}: ${one_of.join(" | ")}`;
      if (present !== null) return present ? `${name}: ✓` : `${name}: –`;
      const limits = Object.entries(SIGNS).flatMap(([limit, sign]) => {
        const value = bound?.[limit as keyof typeof SIGNS] ?? null;
        return value === null ? [] : [`${name} ${sign} ${value}`];
      });
      return limits.join(", ") || name;
    })
    .join("; ");
}
