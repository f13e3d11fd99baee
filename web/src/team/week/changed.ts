import type { components } from "../../api/schema";
import { shifted } from "../../house/amount";
import type { Behind } from "../search";

export type Change = components["schemas"]["DigestChange"];

const FORMER_DAYS = 28;

/** Puts the mean scores first, then what changed by more than chance or cannot be compared; the others stay behind. */
export function told(changes: readonly Change[]): { first: Change[]; others: Change[] } {
  const scores = changes.filter(({ criterion }) => criterion === null);
  const criteria = changes.filter(({ criterion }) => criterion !== null);
  const stands = ({ verdict }: Change) => verdict === "higher" || verdict === "lower" || verdict === "broken";
  return {
    first: [...scores, ...criteria.filter(stands)],
    others: criteria.filter((each) => !stands(each)),
  };
}

/** The calls of the four weeks before, which a week is held against. */
export function formerCalls({ calls }: Change): Behind {
  const { day_from: start, ...others } = calls;
  if (start === undefined) return others;
  return { ...others, day_from: shifted(start, -FORMER_DAYS), day_before: start };
}

/** All calls among which some were missed: of the same days and agent, whatever was found. */
export function allOf({ criterion: _, outcome: __, ...calls }: Behind): Behind {
  return calls;
}
