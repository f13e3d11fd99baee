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

/** Says for which calls a class is, as it was written. */
export function applies(wanted: Record<string, unknown>): string {
  return Object.entries(wanted)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(" | ") : plain(value)}`)
    .join("; ");
}

function plain(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
