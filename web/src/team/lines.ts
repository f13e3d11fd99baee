import type { components } from "../api/schema";
import type { Line } from "../design/chart/series";

export type Point = components["schemas"]["TrendPoint"];
export type Break = components["schemas"]["Break"];

/** A place on the chart: a period, under what judged in it. */
export interface Place {
  start: string;
  judged: string;
}

type Versions = components["schemas"]["Versions"];

/** What judges otherwise; what it was and is, and from which day on, where that is known. */
export interface Change {
  part: string;
  /** Of the first that is so, or null where only the period is known. */
  day: string | null;
  period: string;
  former: string | null;
  present: string | null;
}

/** The changes before a place of a chart. */
export interface Broken {
  at: number;
  changes: readonly Change[];
}

/** What a line says of one place. */
interface Judged {
  start: string;
  end: string;
  judged_by: Versions;
  breaks: readonly string[];
}

/** Says what changed before each place of a line; of rubrics the line knows, of all else the days of `breaks` do. */
export function changes(line: readonly (Judged | null)[], breaks: readonly Break[]): Broken[] {
  const found: Broken[] = [];
  let before: Judged | null = null;
  line.forEach((point, at) => {
    if (point === null) return;
    const former = before;
    before = point;
    if (point.breaks.length === 0) return;
    found.push({
      at,
      changes: point.breaks.map((part) => {
        if (part === "rubric")
          return {
            part,
            day: null,
            period: point.start,
            former: former?.judged_by.rubric ?? null,
            present: point.judged_by.rubric,
          };
        const since = former?.start ?? point.start;
        const known = breaks.filter(
          (each) => each.part === part && each.day >= since && each.day < point.end,
        );
        const last = known.at(-1);
        return {
          part,
          day: last?.day ?? null,
          period: point.start,
          former: known[0]?.former || null,
          present: last?.present || null,
        };
      }),
    });
  });
  return found;
}

/** Puts the changes of several lines together; what is said twice stands once. */
export function together(several: readonly (readonly Broken[])[]): Broken[] {
  const places = new Map<number, Map<string, Change>>();
  for (const { at, changes } of several.flat()) {
    const here = places.get(at) ?? new Map<string, Change>();
    for (const each of changes) here.set(JSON.stringify(each), each);
    places.set(at, here);
  }
  return [...places].sort(([a], [b]) => a - b).map(([at, here]) => ({ at, changes: [...here.values()] }));
}

/** Trend points laid out as lines over common places, and the places before which something changed. */
export interface Laid {
  places: readonly Place[];
  lines: readonly Line[];
  /** The point of each line at each place. */
  points: readonly (readonly (Point | null)[])[];
  broken: readonly Broken[];
  /** Lines that have no place on it. */
  left: number;
}

const COLOURS = ["--agent", "--ochre", "--plum", "--teal", "--customer", "--text"] as const;
/** Lines beyond which intervals would hide each other; the table has them. */
const MOST_BANDS = 2;

/** Lines that a chart can show before it says nothing. */
export const MOST_LINES = COLOURS.length;

const judged = ({ judged_by: { rubric, asr, cues, model } }: Point) => [rubric, asr, cues, model].join(" · ");
const lineOf = ({ group, language }: Point) => `${language}\u0000${group}`;

/** Lays points out; `name` says what a line is called, `measure` takes scores, or the rate of a criterion. */
export function laid(
  points: readonly Point[],
  breaks: readonly Break[],
  measure: "score" | "rate",
  name: (group: string, language: string) => string,
): Laid {
  const places = new Map<string, Place>();
  const key = (each: Point) => `${each.start} ${judged(each)}`;
  for (const each of [...points].sort((a, b) => a.start.localeCompare(b.start)))
    places.set(key(each), { start: each.start, judged: judged(each) });
  const order = [...places.keys()];
  const every = [...new Set(points.map(lineOf))];
  const groups = every.slice(0, MOST_LINES);
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
      ...(groups.length > MOST_BANDS ? { bare: true } : {}),
      low: figures.map((each) => each?.interval?.low ?? null),
      high: figures.map((each) => each?.interval?.high ?? null),
    };
  });
  const ends = (each: Point) => each.calls.day_before ?? each.start;
  const broken = together(
    grid.map((row) =>
      changes(
        row.map((each) => each && { ...each, end: ends(each) }),
        breaks,
      ),
    ),
  );
  return { places: [...places.values()], lines, points: grid, broken, left: every.length - groups.length };
}
