import type { Behind } from "../team/search";
import type { Point, TrendAsked } from "./queries";

/** A criterion's findings in one period. */
export interface Cell {
  met: number;
  notMet: number;
  undecided: number;
  notApplicable: number;
  /** First day of its calls, and the day after the last. */
  from: string;
  before: string;
}

/** A rule and its findings, period by period, and all of them together. */
export interface Rule {
  criterion: string;
  cells: Map<string, Cell>;
  whole: Cell;
}

const sum = (one: Cell, other: Cell): Cell => ({
  met: one.met + other.met,
  notMet: one.notMet + other.notMet,
  undecided: one.undecided + other.undecided,
  notApplicable: one.notApplicable + other.notApplicable,
  from: one.from < other.from ? one.from : other.from,
  before: one.before > other.before ? one.before : other.before,
});

/** Lays points out by rule and period; those that fail most often come first. */
export function matrix(points: readonly Point[]): { periods: string[]; rules: Rule[] } {
  const periods = [...new Set(points.map((each) => each.start))].sort();
  const rules = new Map<string, Rule>();
  for (const { group, start, outcomes, calls } of points) {
    const cell: Cell = {
      met: outcomes.met,
      notMet: outcomes.not_met,
      undecided: outcomes.undecided,
      notApplicable: outcomes.not_applicable,
      from: calls.day_from ?? start,
      before: calls.day_before ?? start,
    };
    const rule = rules.get(group);
    const cells = rule?.cells ?? new Map<string, Cell>();
    const former = cells.get(start);
    cells.set(start, former === undefined ? cell : sum(former, cell));
    rules.set(group, { criterion: group, cells, whole: rule === undefined ? cell : sum(rule.whole, cell) });
  }
  const order = (rule: Rule) => share(rule.whole) ?? 2;
  return {
    periods,
    rules: [...rules.values()].sort((a, b) => order(a) - order(b) || a.criterion.localeCompare(b.criterion)),
  };
}

/** Share met of those that were decided; null where none was. */
export function share({ met, notMet }: Pick<Cell, "met" | "notMet">): number | null {
  return met + notMet === 0 ? null : met / (met + notMet);
}

/** Which calls are behind a cell: those in which the rule was found so, or all that were judged in its days. */
export function behind(
  { rubric, team, queue }: TrendAsked,
  { from, before }: Pick<Cell, "from" | "before">,
  found?: { criterion: string; outcome: "not_met" | "undecided" },
): Behind {
  return {
    rubric,
    author: "machine",
    day_from: from,
    day_before: before,
    ...(team == null ? {} : { team }),
    ...(queue == null ? {} : { queue }),
    ...found,
  };
}
