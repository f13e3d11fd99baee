import { describe, expect, it } from "vitest";
import { readChanges, stale } from "./changes";

describe("what changes", () => {
  it.each(["{", "null", "7", '[{"kind":3}]', '[{"kind":"review.released"}]'])("survives %s", (text) => {
    expect(readChanges(text)).toEqual([]);
  });

  it("is asked for again, once each", () => {
    const changes = readChanges(
      JSON.stringify([
        { kind: "review.assigned", recording: "r1" },
        { kind: "review.skipped", recording: "r2" },
        { kind: "dispute.opened", recording: "r1" },
      ]),
    );
    expect(stale(changes)).toEqual([
      ["reviews"],
      ["disputes"],
      ["recordings"],
      ["recording", "r1"],
      ["evaluations", "r1"],
    ]);
  });

  it("is everything where too much changed to be told", () => {
    expect(stale([{ kind: "everything", recording: "" }])).toEqual([[]]);
  });

  it("is of a review only its lists, until it is released", () => {
    expect(stale([{ kind: "review.submitted", recording: "r" }])).toEqual([["reviews"]]);
    expect(stale([{ kind: "review.released", recording: "r" }])).toContainEqual(["evaluations", "r"]);
  });
});
