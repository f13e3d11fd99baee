import type { CoveredDay } from "./queries";

/** A day as two bars, one upon the other; heights are shares of the highest. */
export interface Bar {
  day: string;
  inspected: number;
  missed: number;
}

/** Lays the days out; the highest is that with the most calls. */
export function bars(days: readonly Pick<CoveredDay, "day" | "totals">[]): Bar[] {
  const most = Math.max(1, ...days.map(({ totals }) => totals.denominator));
  return days.map(({ day, totals: { numerator, denominator } }) => ({
    day,
    inspected: numerator / most,
    missed: (denominator - numerator) / most,
  }));
}

/** The days under which a date stands: the first of each month, and the last one. */
export function marks(days: readonly string[]): number[] {
  const found = days.flatMap((day, at) => (day.endsWith("-01") ? [at] : []));
  const last = days.length - 1;
  return last < 0 ? [] : [...found.filter((at) => last - at > 6), last];
}
