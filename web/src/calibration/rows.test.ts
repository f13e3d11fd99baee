import { describe, expect, it } from "vitest";
import { callsIn, keyOf, laidOut } from "./rows";

const figure = (value: number) => ({
  state: "told" as const,
  n: 40,
  value,
  interval: { low: value - 0.1, high: value + 0.1, confidence: 0.95 },
  needed: 0,
});
const told = (kind: "score" | "passed" | "met" | "error", criterion: string, group = "") => ({
  kind,
  group,
  criterion,
  calls: 100,
  machine: kind === "error" ? null : 0.5,
  corrected: figure(kind === "error" ? 0.03 : 0.4),
  plus_minus: 0.1,
});

describe("published figures", () => {
  it("stand beside the machine's error in them, group by group", () => {
    const groups = laidOut([
      told("score", "", "east"),
      told("met", "greets", "east"),
      told("error", "", "east"),
      told("error", "greets", "east"),
      told("score", "", "west"),
    ]);
    expect(groups.map(({ name, rows }) => [name, rows.map(keyOf)])).toEqual([
      ["east", ["score", "greets"]],
      ["west", ["score"]],
    ]);
    expect(groups[0]?.error?.figure.value).toBe(0.03);
    expect(groups[0]?.rows[1]).toMatchObject({ machine: 0.5, corrected: { plusMinus: 0.1 }, calls: 100 });
    expect(groups[0]?.rows[1]?.error?.figure.value).toBe(0.03);
    expect([groups[1]?.error, groups[1]?.rows[0]?.error]).toEqual([null, null]);
  });

  it("lead to the calls they are of, but where nobody knows whose they are", () => {
    const question = {
      rubric: "compliance",
      since: "2026-01-01",
      before: "2026-03-01",
      period: "month" as const,
      by: "agent" as const,
      criterion: null,
      agent: null,
      team: "sales",
      queue: "",
      version: null,
      language: null,
      author: "machine" as const,
    };
    const days = { day_from: "2026-01-01", day_before: "2026-03-01" };
    expect(callsIn(question, "a1")).toEqual({
      rubric: "compliance",
      author: "machine",
      team: "sales",
      agent: "a1",
      ...days,
    });
    expect(callsIn(question, "")).toBeNull();
    expect(callsIn({ ...question, by: null }, "")).toMatchObject({ team: "sales", ...days });
  });
});
