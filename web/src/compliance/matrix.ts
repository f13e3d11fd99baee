import type { Point } from "./queries";

/** A criterion's findings in one period. */
export interface Cell {
  met: number;
  notMet: number;
  undecided: number;
  notApplicable: number;
}

/** A rule and its findings, period by period, and all of them together. */
export interface Rule {
  criterion: string;
  cells: Map<string, Cell>;
  whole: Cell;
}

const NOTHING: Cell = { met: 0, notMet: 0, undecided: 0, notApplicable: 0 };

const sum = (one: Cell, other: Cell): Cell => ({
  met: one.met + other.met,
  notMet: one.notMet + other.notMet,
  undecided: one.undecided + other.undecided,
  notApplicable: one.notApplicable + other.notApplicable,
});

/** Lays points out by rule and period; those that fail most often come first. */
export function matrix(points: readonly Point[]): { periods: string[]; rules: Rule[] } {
  const periods = [...new Set(points.map((each) => each.start))].sort();
  const rules = new Map<string, Rule>();
  for (const { group, start, outcomes } of points) {
    const cell: Cell = {
      met: outcomes.met,
      notMet: outcomes.not_met,
      undecided: outcomes.undecided,
      notApplicable: outcomes.not_applicable,
    };
    const rule = rules.get(group) ?? { criterion: group, cells: new Map(), whole: NOTHING };
    rule.cells.set(start, sum(rule.cells.get(start) ?? NOTHING, cell));
    rules.set(group, { ...rule, whole: sum(rule.whole, cell) });
  }
  const order = (rule: Rule) => share(rule.whole) ?? 2;
  return {
    periods,
    rules: [...rules.values()].sort((a, b) => order(a) - order(b) || a.criterion.localeCompare(b.criterion)),
  };
}

/** Share met of those that were decided; null where none was. */
export function share({ met, notMet }: Cell): number | null {
  return met + notMet === 0 ? null : met / (met + notMet);
}
