import { describe, expect, it } from "vitest";
import { type Answers, answered, answersOf, following, missing } from "./answers";

const none: Answers = new Map();
const criteria = ["greets", "thanks", "discloses"];
const finding = (
  criterion: string,
  outcome: "met" | "not_met" | "undecided",
  proposed: "met" | null = null,
) => ({
  criterion,
  outcome,
  proposed,
});
const machine = [
  finding("greets", "met"),
  finding("thanks", "not_met"),
  finding("discloses", "undecided", "met"),
];

describe("answers", () => {
  it("are put in and changed, and keep what was told of them", () => {
    const once = answered(none, "greets", { outcome: "met" });
    const twice = answered(once, "greets", { reason: "heard" });
    expect(twice.get("greets")).toEqual({
      criterion: "greets",
      outcome: "met",
      reason: "heard",
      comments: [],
    });
    expect(answered(twice, "greets", { outcome: "not_met" }).get("greets")?.reason).toBe("heard");
    expect(answered(none, "greets", { reason: "no answer yet" })).toBe(none);
  });

  it("are read as the API keeps them, without what was answered first", () => {
    const kept = { criterion: "greets", outcome: "met", reason: "", comments: [], first: "not_met" } as const;
    expect(answersOf([{ ...kept, comments: [] }]).get("greets")).not.toHaveProperty("first");
  });
});

describe("what is missing", () => {
  it("are answers, and reasons where machine and person differ", () => {
    let answers = answered(none, "greets", { outcome: "not_met" });
    expect(missing(criteria, answers, machine)).toEqual([
      { criterion: "greets", what: "reason" },
      { criterion: "thanks", what: "answer" },
      { criterion: "discloses", what: "answer" },
    ]);
    answers = answered(answers, "greets", { reason: "It is not heard." });
    answers = answered(answered(answers, "thanks", { outcome: "not_met" }), "discloses", { outcome: "met" });
    expect(missing(criteria, answers, machine)).toEqual([]);
  });

  it("is no reason while the machine is hidden", () => {
    const answers = answered(none, "greets", { outcome: "not_met" });
    expect(missing(["greets"], answers, [])).toEqual([]);
  });
});

describe("the way through the form", () => {
  it("goes to what has no answer yet, then on, and stops at the end", () => {
    const two = answered(answered(none, "greets", { outcome: "met" }), "thanks", { outcome: "met" });
    expect(following(criteria, two, "greets")).toBe("discloses");
    const all = answered(two, "discloses", { outcome: "met" });
    expect(following(criteria, all, "greets")).toBe("thanks");
    expect(following(criteria, all, "discloses")).toBe("discloses");
    expect(following(criteria, answered(none, "discloses", { outcome: "met" }), "discloses")).toBe("greets");
  });
});
