import { describe, expect, it } from "vitest";
import { allOf, type Change, formerCalls, told } from "./changed";

const little = { state: "too_little" as const, n: 0, value: null, interval: null, needed: 30 };
const change = (criterion: string | null, verdict: Change["verdict"]): Change => ({
  criterion,
  language: "en",
  former: little,
  present: little,
  difference: null,
  verdict,
  breaks: [],
  calls: { rubric: "compliance", day_from: "2026-11-16", day_before: "2026-11-23" },
});

describe("what changed in a week", () => {
  it("has the score first, then what is more than chance, and the rest behind", () => {
    const { first, others } = told([
      change("thanks", "lower"),
      change("greets", "broken"),
      change(null, "cannot_tell"),
      change("closes", "cannot_tell"),
      change("explains", "too_little"),
    ]);
    expect(first.map(({ criterion }) => criterion)).toEqual([null, "thanks", "greets"]);
    expect(others.map(({ criterion }) => criterion)).toEqual(["closes", "explains"]);
  });

  it("leads to the calls of the four weeks before", () => {
    expect(formerCalls(change(null, "higher"))).toEqual({
      rubric: "compliance",
      day_from: "2026-10-19",
      day_before: "2026-11-16",
    });
    expect(formerCalls({ ...change(null, "higher"), calls: { rubric: "x" } })).toEqual({ rubric: "x" });
  });

  it("leads from what was missed to all calls of the agent", () => {
    expect(allOf({ rubric: "x", agent: "a1", criterion: "thanks", outcome: "not_met" })).toEqual({
      rubric: "x",
      agent: "a1",
    });
  });
});
