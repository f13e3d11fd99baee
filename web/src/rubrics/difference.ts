import type { Criterion, Rubric } from "../api/types";

/** A line of two texts beside each other; `null` where one has none. */
export interface Pair {
  before: string | null;
  after: string | null;
  /** Its number in each text, from 1. */
  lines: readonly [number | null, number | null];
}

/** Lays two texts beside each other by their longest common subsequence of lines. */
export function pairs(before: string, after: string): Pair[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const common = lengths(a, b);
  const found: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ before: a[i] ?? "", after: b[j] ?? "", lines: [i + 1, j + 1] });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      found.push({ before: a[i] ?? "", after: null, lines: [i + 1, null] });
      i++;
    } else {
      found.push({ before: null, after: b[j] ?? "", lines: [null, j + 1] });
      j++;
    }
  }
  return beside(found);
}

/** Length of the longest common subsequence of what follows each place. */
function lengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    const [row, below] = [table[i], table[i + 1]];
    if (row === undefined || below === undefined) continue;
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

/** Puts what went and what came in its place on one line. */
function beside(found: readonly Pair[]): Pair[] {
  const made: Pair[] = [];
  let [gone, come]: [Pair[], Pair[]] = [[], []];
  const flush = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at++) {
      const [was, is] = [gone[at], come[at]];
      made.push({
        before: was?.before ?? null,
        after: is?.after ?? null,
        lines: [was?.lines[0] ?? null, is?.lines[1] ?? null],
      });
    }
    [gone, come] = [[], []];
  };
  for (const pair of found) {
    if (pair.before !== null && pair.after !== null) {
      flush();
      made.push(pair);
    } else (pair.after === null ? gone : come).push(pair);
  }
  flush();
  return made;
}

/** A stretch that is shown, or how many equal lines are folded. */
export type Stretch = { kind: "shown"; pairs: Pair[] } | { kind: "folded"; pairs: Pair[] };

const isEqual = (pair: Pair) => pair.before === pair.after;

/** Folds equal lines that are further than `context` from any change. */
export function folded(all: readonly Pair[], context = 3): Stretch[] {
  const near = all.map((_, at) =>
    all.slice(Math.max(0, at - context), at + context + 1).some((p) => !isEqual(p)),
  );
  const made: Stretch[] = [];
  all.forEach((pair, at) => {
    const kind = near[at] ? "shown" : "folded";
    const last = made.at(-1);
    if (last?.kind === kind) last.pairs.push(pair);
    else made.push({ kind, pairs: [pair] });
  });
  return made;
}

export type Change =
  | { kind: "added" | "removed"; criterion: Criterion }
  | { kind: "changed"; criterion: Criterion; fields: readonly (keyof Criterion)[] };

const FIELDS: readonly (keyof Criterion)[] = [
  "title",
  "weight",
  "deducts",
  "critical",
  "auto_fail",
  "severity",
  "applies_if",
  "check",
  "guidance",
];

const criteriaOf = (rubric: Rubric) => rubric.sections.flatMap(({ criteria }) => criteria);

/** What differs between two versions, criterion by criterion, in the order of the newer one. */
export function changes(before: Rubric, after: Rubric): Change[] {
  const [old, now] = [criteriaOf(before), criteriaOf(after)];
  const former = new Map(old.map((each) => [each.id, each]));
  const kept = new Set(now.map(({ id }) => id));
  return [
    ...now.flatMap((criterion): Change[] => {
      const was = former.get(criterion.id);
      if (was === undefined) return [{ kind: "added", criterion }];
      const fields = FIELDS.filter(
        (field) => JSON.stringify(was[field]) !== JSON.stringify(criterion[field]),
      );
      return fields.length === 0 ? [] : [{ kind: "changed", criterion, fields }];
    }),
    ...old.filter(({ id }) => !kept.has(id)).map((criterion): Change => ({ kind: "removed", criterion })),
  ];
}
