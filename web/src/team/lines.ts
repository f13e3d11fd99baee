import type { components } from "../api/schema";
import type { Line } from "../design/chart/series";

export type Point = components["schemas"]["TrendPoint"];
export type Break = components["schemas"]["Break"];

/** A place on the chart: a period, under what judged in it. */
export interface Place {
  start: string;
  judged: string;
}

/** Trend points laid out as lines over common places, and the places before which something changed. */
export interface Laid {
  places: readonly Place[];
  lines: readonly Line[];
  /** The point of each line at each place. */
  points: readonly (readonly (Point | null)[])[];
  broken: readonly number[];
}

const COLOURS = ["--agent", "--undecided", "--met", "--not-met", "--customer", "--accent"] as const;

/** Lines that a chart can show before it says nothing. */
export const MOST_LINES = COLOURS.length;

const judged = ({ judged_by: { rubric, asr, cues, model } }: Point) => [rubric, asr, cues, model].join(" · ");
const lineOf = ({ group, language }: Point) => `${language}\u0000${group}`;

/** Lays points out; `name` says what a line is called, `measure` takes scores, or the rate of a criterion. */
export function laid(
  points: readonly Point[],
  measure: "score" | "rate",
  name: (group: string, language: string) => string,
): Laid {
  const places = new Map<string, Place>();
  const key = (each: Point) => `${each.start} ${judged(each)}`;
  for (const each of [...points].sort((a, b) => a.start.localeCompare(b.start)))
    places.set(key(each), { start: each.start, judged: judged(each) });
  const order = [...places.keys()];
  const groups = [...new Set(points.map(lineOf))].slice(0, MOST_LINES);
  const grid = groups.map((group) => {
    const mine = new Map(points.filter((each) => lineOf(each) === group).map((each) => [key(each), each]));
    return order.map((place) => mine.get(place) ?? null);
  });
  const lines = groups.map((group, at): Line => {
    const [language = "", called = ""] = group.split("\u0000");
    const figures = (grid[at] ?? []).map((point) => point?.[measure] ?? null);
    return {
      name: name(called, language),
      colour: COLOURS[at] ?? "--muted",
      values: figures.map((each) => each?.value ?? null),
      low: figures.map((each) => each?.interval?.low ?? null),
      high: figures.map((each) => each?.interval?.high ?? null),
    };
  });
  const broken = order.flatMap((_, at) =>
    at > 0 && grid.some((row) => (row[at]?.breaks.length ?? 0) > 0) ? [at] : [],
  );
  return { places: [...places.values()], lines, points: grid, broken };
}
