import type { Given } from "../../api/programme";
import type { Finding, FindingOutcome, ReviewAnswer } from "../../api/types";

/** Answers by criterion, as the form holds them. */
export type Answers = ReadonlyMap<string, Given>;

export const answersOf = (kept: readonly ReviewAnswer[]): Answers =>
  new Map(
    kept.map(({ criterion, outcome, reason, comments }) => [
      criterion,
      { criterion, outcome, reason, comments },
    ]),
  );

/** What the machine found, also where it leaves the answer to people. */
export const said = (finding: Pick<Finding, "outcome" | "proposed">): FindingOutcome =>
  finding.proposed ?? finding.outcome;

/** Puts an answer in, or changes what is told of one; a criterion without an answer keeps no reason. */
export function answered(
  answers: Answers,
  criterion: string,
  changed: Partial<Omit<Given, "criterion">>,
): Answers {
  const former = answers.get(criterion);
  const outcome = changed.outcome ?? former?.outcome;
  if (outcome === undefined) return answers;
  const made: Given = { reason: "", comments: [], ...former, ...changed, criterion, outcome };
  return new Map(answers).set(criterion, made);
}

/** What keeps a review from being submitted. */
export interface Missing {
  criterion: string;
  what: "answer" | "reason";
}

/** Lists what is missing, in the form's order: answers, and reasons where people and machine differ. */
export function missing(
  criteria: readonly string[],
  answers: Answers,
  findings: readonly Pick<Finding, "criterion" | "outcome" | "proposed">[],
): Missing[] {
  const machine = new Map(findings.map((each) => [each.criterion, said(each)]));
  return criteria.flatMap((criterion): Missing[] => {
    const given = answers.get(criterion);
    if (given === undefined) return [{ criterion, what: "answer" }];
    const found = machine.get(criterion);
    const changes = found !== undefined && found !== given.outcome;
    return changes && given.reason.trim() === "" ? [{ criterion, what: "reason" }] : [];
  });
}

/** The criterion to go to after one was answered: the next without an answer, else the next. */
export function following(criteria: readonly string[], answers: Answers, from: string): string {
  const at = criteria.indexOf(from);
  const after = [...criteria.slice(at + 1), ...criteria.slice(0, Math.max(0, at))];
  return after.find((each) => !answers.has(each)) ?? criteria[at + 1] ?? from;
}
