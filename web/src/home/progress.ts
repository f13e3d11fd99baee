import type { Evaluation, Evidence, Finding } from "../api/types";
import { findingsOf } from "../call/scorecard/selection";

/** How a criterion stood in several calls. */
export interface Standing {
  rubric: string;
  digest: string;
  criterion: string;
  met: number;
  missed: number;
  /** The latest call of which it tells, and what can be heard there. */
  recording: string;
  evidence: Evidence | null;
}

const key = (rubric: string, criterion: string) => `${rubric} ${criterion}`;

/** Counts what was met and what was not, by criterion; calls as given, the latest first. */
export function standings(evaluations: readonly Evaluation[], outcome: "met" | "not_met"): Standing[] {
  const found = new Map<string, Standing>();
  for (const { scorecard, recording } of evaluations)
    for (const finding of findingsOf(scorecard)) {
      if (finding.outcome !== "met" && finding.outcome !== "not_met") continue;
      const name = key(scorecard.rubric, finding.criterion);
      const former = found.get(name);
      const tells = finding.outcome === outcome;
      const made: Standing = former ?? {
        rubric: scorecard.rubric,
        digest: scorecard.digest,
        criterion: finding.criterion,
        met: 0,
        missed: 0,
        recording: "",
        evidence: null,
      };
      const clip = tells && (made.recording === "" || (made.evidence === null && heard(finding) !== null));
      found.set(name, {
        ...made,
        met: made.met + (finding.outcome === "met" ? 1 : 0),
        missed: made.missed + (finding.outcome === "not_met" ? 1 : 0),
        ...(clip ? { recording, evidence: heard(finding) } : {}),
      });
    }
  const count = (each: Standing) => (outcome === "met" ? each.met : each.missed);
  return [...found.values()].filter((each) => count(each) > 0).sort((a, b) => count(b) - count(a));
}

const heard = (finding: Finding): Evidence | null => finding.evidence[0] ?? finding.search?.nearest ?? null;

/** What went well and nothing missed comes first; what was missed at all stands under what to work on. */
export function strengths(evaluations: readonly Evaluation[]): Standing[] {
  return standings(evaluations, "met").sort((a, b) => a.missed - b.missed || b.met - a.met);
}

export interface Mean {
  rubric: string;
  n: number;
  mean: number;
  latest: number;
}

/** The mean of the scores by each rubric, and how many there are; calls as given, the latest first. */
export function means(evaluations: readonly Evaluation[]): Mean[] {
  const scores = new Map<string, number[]>();
  for (const { scorecard } of evaluations)
    if (scorecard.score !== null)
      scores.set(scorecard.rubric, [...(scores.get(scorecard.rubric) ?? []), scorecard.score]);
  return [...scores].map(([rubric, all]) => ({
    rubric,
    n: all.length,
    mean: all.reduce((sum, each) => sum + each, 0) / all.length,
    latest: all[0] ?? 0,
  }));
}
