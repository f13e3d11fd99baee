import { describe, expect, it } from "vitest";
import { begun, body, drawnFrom, faults, isNotOver, newRule, overlapping, type Plan } from "./draft";

const NOW = new Date(2026, 10, 25, 15); // a Wednesday
const DRAFT = { ...begun(NOW), rubric: "compliance" };
const RULE = { ...newRule([]), name: "new people" };

describe("a plan that is begun", () => {
  it("draws from last week, and only wants a rubric", () => {
    expect([DRAFT.since, DRAFT.until]).toEqual(["2026-11-16", "2026-11-22"]);
    expect(faults(begun(NOW))).toEqual(["rubric"]);
    expect(faults(DRAFT)).toEqual([]);
  });
});

describe("what keeps a plan from being drawn", () => {
  it.each([
    ["period", { until: "2026-11-15" }],
    ["period", { since: "" }],
    ["random", { random: "0" }],
    ["random", { random: "" }],
    ["random", { random: "100001" }],
    ["byRisk", { byRisk: "-1" }],
    ["byRisk", { byRisk: "x" }],
    ["dueDays", { dueDays: "366" }],
    ["ruleName", { rules: [newRule([])] }],
    ["ruleTwice", { rules: [RULE, { ...RULE, key: 2 }] }],
    ["ruleTwice", { rules: [{ ...RULE, name: " risk " }] }],
    ["ruleAmount", { rules: [{ ...RULE, amount: "0" }] }],
    ["ruleAmount", { rules: [{ ...RULE, amount: "101", measure: "share" as const }] }],
    ["ruleScore", { rules: [{ ...RULE, scoreTo: "101" }] }],
  ] as const)("is %s: %o", (fault, change) => {
    expect(faults({ ...DRAFT, ...change, rules: "rules" in change ? [...change.rules] : [] })).toEqual([
      fault,
    ]);
  });
});

describe("a plan as the API takes it", () => {
  it("says days as moments, the last one whole", () => {
    const said = body(DRAFT);
    expect(Date.parse(said.since)).toBe(new Date(2026, 10, 16).getTime());
    expect(Date.parse(said.before)).toBe(new Date(2026, 10, 23).getTime());
    expect(said).toMatchObject({
      rubric: "compliance",
      random: 40,
      by_risk: 0,
      due_days: 7,
      blind: true,
      seed: "",
    });
  });

  it("says a rule with what narrows it, by number or by share", () => {
    const rules = [
      { ...RULE, teams: "Loans，Cards", agents: " a1, a2 ", scoreTo: "60", flags: ["auto_fail"] as const },
      { ...RULE, key: 2, name: "some", measure: "share" as const, amount: "5", each: "team" as const },
    ];
    const [one, other] = body({ ...DRAFT, rules }).rules;
    expect(one).toEqual({
      name: "new people",
      flags: ["auto_fail"],
      teams: ["Loans", "Cards"],
      queues: [],
      agents: ["a1", "a2"],
      each: "agent",
      score_to: 60,
      number: 2,
    });
    expect(other).toMatchObject({ share: 0.05, each: "team" });
    expect(other).not.toHaveProperty("number");
    expect(other).not.toHaveProperty("score_to");
  });

  it("draws the same whatever is said of the reviewing", () => {
    expect(drawnFrom({ ...DRAFT, blind: false, dueDays: "3" })).toBe(drawnFrom(DRAFT));
    expect(drawnFrom({ ...DRAFT, random: "41" })).not.toBe(drawnFrom(DRAFT));
    expect(drawnFrom({ ...DRAFT, seed: "s" })).not.toBe(drawnFrom(DRAFT));
  });
});

describe("rules", () => {
  it("keep keys of their own, also once one was taken away", () => {
    const [one, two] = [newRule([]), newRule([newRule([])])];
    expect(newRule([two]).key).not.toBe(two.key);
    expect(two.key).not.toBe(one.key);
  });
});

describe("what stands in the way", () => {
  const plan = (since: Date, before: Date, rubric = "compliance") =>
    ({ rubric, since: since.toISOString(), before: before.toISOString() }) as Plan;

  it("is a plan for the same rubric with a moment in common", () => {
    const other = plan(new Date(2026, 10, 22, 23), new Date(2026, 10, 24));
    expect(overlapping(DRAFT, [other])).toBe(other);
    expect(overlapping(DRAFT, [plan(new Date(2026, 10, 23), new Date(2026, 10, 30))])).toBeNull();
    expect(overlapping(DRAFT, [plan(new Date(2026, 10, 9), new Date(2026, 10, 16))])).toBeNull();
    expect(overlapping(DRAFT, [plan(new Date(2026, 10, 16), new Date(2026, 10, 23), "empathy")])).toBeNull();
    expect(overlapping({ ...DRAFT, since: "" }, [other])).toBeNull();
  });

  it("is a period that is not over", () => {
    expect(isNotOver(DRAFT, NOW)).toBe(false);
    expect(isNotOver({ ...DRAFT, until: "2026-11-24" }, NOW)).toBe(false);
    expect(isNotOver({ ...DRAFT, until: "2026-11-25" }, NOW)).toBe(true);
  });
});
