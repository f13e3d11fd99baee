import { shifted } from "../../house/amount";

const A_WEEK = /^(19[7-9]|[2-9]\d\d)\d-W([0-4]\d|5[0-3])$/;

/** Reads a week as ISO 8601 writes it, 2026-W09; what is none is left out. */
export const readWeek = (given: unknown): string | undefined =>
  typeof given === "string" && A_WEEK.test(given) ? given : undefined;

const weekday = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Names the week that a day lies in; it belongs to the year that its Thursday lies in. */
export function weekOf(day: string): string {
  const thursday = shifted(day, 3 - weekday(day));
  const year = thursday.slice(0, 4);
  const past = Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${year}-01-01T00:00:00Z`);
  return `${year}-W${String(Math.floor(past / (7 * 86_400_000)) + 1).padStart(2, "0")}`;
}

/** The parts of a week's name: its year and its number in it. */
export const parted = (week: string): { year: number; number: number } => ({
  year: Number(week.slice(0, 4)),
  number: Number(week.slice(6)),
});

/** The week before one that begins on a Monday, and the one after it; null where that has not begun. */
export const beside = (start: string, today: string): { former: string; next: string | null } => ({
  former: weekOf(shifted(start, -7)),
  next: shifted(start, 7) > today ? null : weekOf(shifted(start, 7)),
});
