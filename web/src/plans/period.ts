import { type Language, LOCALES } from "../i18n/format";

/** Days that plans are usually drawn from. */
export const PRESETS = ["yesterday", "week", "month"] as const;
export type Preset = (typeof PRESETS)[number];

/** Days on the reader's clock, `2026-03-01`, both of them within. */
export interface Days {
  since: string;
  until: string;
}

const two = (n: number) => String(n).padStart(2, "0");

/** Writes the day of a moment on the reader's clock. */
export const dayAt = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** The day `by` days after a moment's. */
function later(at: Date, by: number): Date {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + by);
}

/** Days that are over: yesterday, the last whole week from Monday on, the last whole month. */
export function preset(name: Preset, now: Date): Days {
  if (name === "yesterday") return { since: dayAt(later(now, -1)), until: dayAt(later(now, -1)) };
  if (name === "month")
    return {
      since: dayAt(new Date(now.getFullYear(), now.getMonth() - 1, 1)),
      until: dayAt(new Date(now.getFullYear(), now.getMonth(), 0)),
    };
  const sinceMonday = (now.getDay() + 6) % 7;
  return { since: dayAt(later(now, -sinceMonday - 7)), until: dayAt(later(now, -sinceMonday - 1)) };
}

/** Which preset days are; null where they are none of them. */
export function presetOf(days: Days, now: Date): Preset | null {
  const same = (name: Preset) => {
    const { since, until } = preset(name, now);
    return since === days.since && until === days.until;
  };
  return PRESETS.find(same) ?? null;
}

function midnight(day: string, by = 0): Date {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + by);
}

/** The moments that days begin and end at, on the reader's clock. */
export function moments({ since, until }: Days): { since: string; before: string } {
  return { since: midnight(since).toISOString(), before: midnight(until, 1).toISOString() };
}

const atMidnight = (at: Date) => at.getHours() + at.getMinutes() + at.getSeconds() === 0;

/** Says a period in the reader's zone: as days where it is whole days, else to the minute. */
export function said(since: string, before: string, language: Language): string {
  const [first, end] = [new Date(since), new Date(before)];
  const isDays = atMidnight(first) && atMidnight(end);
  const shown = new Intl.DateTimeFormat(
    LOCALES[language],
    isDays ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" },
  );
  return shown.formatRange(first, isDays ? new Date(end.getTime() - 1) : end);
}
