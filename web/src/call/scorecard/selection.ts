import type { Finding, Scorecard } from "../../api/types";

/** Which criterion of a scorecard is looked at, and which piece of its evidence. */
export interface Selection {
  criterion: string;
  evidence: number;
}

export const findingsOf = (card: Scorecard): Finding[] =>
  card.sections.flatMap((section) => section.findings);

/** The criterion that is `by` further, from the one looked at or from the edge; it stops at the ends. */
export function moved(
  findings: readonly Pick<Finding, "criterion">[],
  from: Selection | null,
  by: 1 | -1,
): Selection | null {
  const at = findings.findIndex((each) => each.criterion === from?.criterion);
  const next = at < 0 ? (by > 0 ? 0 : findings.length - 1) : at + by;
  const found = findings[Math.min(findings.length - 1, Math.max(0, next))];
  return found === undefined ? null : { criterion: found.criterion, evidence: 0 };
}

/** A place to listen to. */
export interface Place {
  start: number;
  end: number;
  turn: number | null;
}

/** What a finding can be heard by: its evidence, or for an absence the nearest miss. */
export function placesOf(finding: Finding): Place[] {
  const nearest = finding.evidence.length === 0 ? finding.search?.nearest : null;
  const all = nearest == null ? finding.evidence : [nearest];
  return all.map(({ start, end, turn }) => ({ start, end, turn }));
}

/** The evidence that is `by` further, going on to the next criterion that has some. */
export function stepped(findings: readonly Finding[], from: Selection | null, by: 1 | -1): Selection | null {
  const all = findings.flatMap((each) =>
    placesOf(each).map((_, evidence): Selection => ({ criterion: each.criterion, evidence })),
  );
  if (from === null) return (by > 0 ? all[0] : all.at(-1)) ?? null;
  const order = new Map(findings.map((each, at) => [each.criterion, at]));
  const rank = ({ criterion, evidence }: Selection) => (order.get(criterion) ?? 0) * 1000 + evidence;
  const here = all.some((each) => rank(each) === rank(from));
  if (by > 0) return all.find((each) => (here ? rank(each) > rank(from) : rank(each) >= rank(from))) ?? from;
  return all.findLast((each) => rank(each) < rank(from)) ?? from;
}
