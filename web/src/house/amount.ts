import { type Language, LOCALES } from "../i18n/format";

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Writes how long something is, by its two largest units: `2 h 5 min`, `3 days`, `40 s`. */
export function lasting(seconds: number, language: Language): string {
  const unit = (value: number, name: "day" | "hour" | "minute" | "second") =>
    new Intl.NumberFormat(LOCALES[language], {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: 0,
    }).format(value);
  // Rounded before it is parted, so that 59.9 minutes are an hour and no 60 minutes.
  const to = (size: number) => Math.round(Math.max(0, seconds) / size);
  const pair = (count: number, size: number, large: "day" | "hour", small: "hour" | "minute") =>
    [unit(Math.floor(count / size), large), ...(count % size === 0 ? [] : [unit(count % size, small)])].join(
      language === "zh" ? "" : " ",
    );
  if (to(1) < MINUTE) return unit(to(1), "second");
  if (to(MINUTE) < HOUR / MINUTE) return unit(to(MINUTE), "minute");
  if (to(MINUTE) < DAY / MINUTE) return pair(to(MINUTE), HOUR / MINUTE, "hour", "minute");
  return pair(to(HOUR), DAY / HOUR, "day", "hour");
}

const STEPS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** Writes how much something weighs. */
export function weighing(bytes: number, language: Language): string {
  const step = Math.min(STEPS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(LOCALES[language], {
    style: "unit",
    unit: STEPS[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: bytes < 10 * 1000 ** step ? 1 : 0,
  }).format(bytes / 1000 ** step);
}

/** Writes a day, given as `2026-03-01`, whatever zone the reader is in. */
export function named(day: string, language: Language, style: "short" | "long" = "long"): string {
  const parts: Intl.DateTimeFormatOptions =
    style === "long"
      ? { year: "numeric", month: "short", day: "numeric", weekday: "short" }
      : { month: "numeric", day: "numeric" };
  return new Intl.DateTimeFormat(LOCALES[language], { ...parts, timeZone: "UTC" }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** The day `by` days later. */
export function shifted(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY * 1000).toISOString().slice(0, 10);
}

const A_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a day; what is none is left out. */
export function dayOf(value: unknown): string | undefined {
  return typeof value === "string" && A_DAY.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

/** Writes several words in a row. */
export function listed(words: readonly string[], language: Language): string {
  return words.join(language === "zh" ? "、" : ", ");
}
