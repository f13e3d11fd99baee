import { describe, expect, it } from "vitest";
import type { Evaluation } from "../api/types";
import { means, standings, strengths } from "./progress";

const judged = (recording: string, score: number | null, outcomes: Record<string, string>) =>
  ({
    recording,
    scorecard: {
      rubric: "compliance",
      digest: "d",
      score,
      sections: [
        {
          findings: Object.entries(outcomes).map(([criterion, outcome]) => ({
            criterion,
            outcome,
            evidence: outcome === "met" ? [{ start: 3, quote: recording }] : [],
            search: null,
          })),
        },
      ],
    },
  }) as unknown as Evaluation;

const calls = [
  judged("c3", 80, { greets: "met", thanks: "not_met", discloses: "undecided" }),
  judged("c2", null, { greets: "met", thanks: "met" }),
  judged("c1", 60, { greets: "met", thanks: "not_met", discloses: "not_applicable" }),
];

describe("an agent's progress", () => {
  it("counts what was met, and what could not be told counts for nothing", () => {
    expect(standings(calls, "met").map(({ criterion, met, missed }) => [criterion, met, missed])).toEqual([
      ["greets", 3, 0],
      ["thanks", 1, 2],
    ]);
    expect(standings(calls, "not_met").map(({ criterion }) => criterion)).toEqual(["thanks"]);
  });

  it("lets the latest call be heard that shows it", () => {
    expect(strengths(calls)[0]).toMatchObject({
      criterion: "greets",
      recording: "c3",
      evidence: { quote: "c3" },
    });
    expect(standings(calls, "not_met")[0]).toMatchObject({ recording: "c3", evidence: null });
  });

  it("tells a mean with how many calls it is of", () => {
    expect(means(calls)).toEqual([{ rubric: "compliance", n: 2, mean: 70, latest: 80 }]);
    expect(means([])).toEqual([]);
  });
});
