import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Refusal } from "../api/client";
import { evaluations as evaluationsOf, everyEvaluation } from "../api/queries";
import type { Evaluation, Recording } from "../api/types";
import { standingOf } from "./ahead";

/** What the API answers who reviews the call blind. */
const BLIND = "qa.still_blind";

/** How a call was judged: the scorecards in force, and the machine's of each rubric beside a person's. */
export function useJudged(recording: Recording) {
  const version = standingOf(recording);
  const judged = useQuery(evaluationsOf(recording.id, version));
  // Both stay in sight; what a person says comes first.
  const evaluations = useMemo(
    () =>
      (judged.data ?? []).toSorted(
        (a, b) =>
          a.scorecard.rubric.localeCompare(b.scorecard.rubric) ||
          Number(b.author.kind === "person") - Number(a.author.kind === "person") ||
          b.created_at.localeCompare(a.created_at),
      ),
    [judged.data],
  );
  const byPeople = evaluations.some(({ author }) => author.kind === "person");
  const all = useQuery({ ...everyEvaluation(recording.id, version), enabled: byPeople });
  const machines = useMemo(() => {
    const newest = new Map<string, Evaluation>();
    for (const each of [...(all.data ?? []), ...evaluations]) {
      const { rubric } = each.scorecard;
      const former = newest.get(rubric);
      if (each.author.kind === "machine" && (former === undefined || former.created_at <= each.created_at))
        newest.set(rubric, each);
    }
    return newest;
  }, [all.data, evaluations]);
  const { error } = judged;
  return {
    evaluations,
    machines,
    ready: judged.isSuccess,
    blind: error instanceof Refusal && error.problem?.code === BLIND,
    failed: judged.isError && !(error instanceof Refusal && error.problem?.code === BLIND) ? error : null,
    again: () => judged.refetch(),
  };
}
