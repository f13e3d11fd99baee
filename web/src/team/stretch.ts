import { dayOf, shifted } from "../house/amount";

/** How many weeks are looked at, of those that are offered. */
export const WEEKS = [4, 13, 26, 52] as const;
export type Weeks = (typeof WEEKS)[number];
/** What the API means where nobody says. */
export const USUAL_WEEKS: Weeks = 13;

export const PERIODS = ["day", "week", "month"] as const;
export type Period = (typeof PERIODS)[number];

/** The days an address says: so many weeks until today, or from one day to another, both in it. */
export interface Stretch {
  weeks?: Weeks;
  since?: string;
  until?: string;
  period?: Period;
}

/** What of an address is to be otherwise; undefined where something is to be left out. */
export type Change<T> = { [K in keyof T]?: T[K] | undefined };

/** Reads an address; days say more than weeks. */
export function readStretch(given: Record<string, unknown>): Stretch {
  const [since, until] = [dayOf(given.since), dayOf(given.until)];
  const weeks = WEEKS.find((each) => each === given.weeks);
  const period = PERIODS.find((each) => each === given.period);
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(weeks === undefined || since !== undefined || until !== undefined ? {} : { weeks }),
    ...(period === undefined ? {} : { period }),
  };
}

/** Says the days as the API takes them; `today` is a day of the reader's. */
export function daysOf({ weeks, since, until }: Stretch, today: string): { since?: string; before?: string } {
  if (weeks !== undefined) return { since: shifted(today, 1 - 7 * weeks) };
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { before: shifted(until, 1) }),
  };
}

/** The same stretch, for the address of another page. */
export const carried = ({ weeks, since, until, period }: Stretch): Stretch =>
  readStretch({ weeks, since, until, period });

/** The day it is where the reader is. */
export function dayHere(now: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
