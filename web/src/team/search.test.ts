import { describe, expect, it } from "vitest";
import { callsOf, readBehind, readNeed, readTeam } from "./search";

describe("the addresses of the team", () => {
  it("are read, and what they do not know is left out", () => {
    expect(readTeam({ view: "heat", rubric: "compliance", team: "sales", by: "agent", queue: "" })).toEqual({
      view: "heat",
      rubric: "compliance",
      team: "sales",
      by: "agent",
    });
    expect(readTeam({ view: "peers", weeks: 26 })).toEqual({ view: "peers", weeks: 26 });
    expect(readTeam({ view: "x", by: "y", team: null })).toEqual({});
  });

  it("name the calls behind a number by what the API lists them by", () => {
    expect(
      readBehind({ agent: 117, rubric: "compliance", limit: "9", cursor: "x", day_from: "2026-03-01" }),
    ).toEqual({
      agent: "117",
      rubric: "compliance",
      day_from: "2026-03-01",
    });
  });

  it("keep the moment that a plan is begun from, and none without its call", () => {
    expect(readNeed({ agent: "a2", call: "r6", t: 4.6, x: 1 })).toEqual({ agent: "a2", call: "r6", t: 4.6 });
    expect(readNeed({ agent: "a2", t: 4 })).toEqual({ agent: "a2" });
    expect(readNeed({ call: "r6", t: -1 })).toEqual({ call: "r6" });
  });

  it("name an agent's calls by what a figure is of", () => {
    const question = {
      rubric: "compliance",
      since: "2026-01-01",
      before: "2026-03-01",
      period: "month" as const,
      by: null,
      criterion: null,
      agent: null,
      team: "sales",
      queue: null,
      version: null,
      language: null,
      author: "machine" as const,
    };
    const calls = { rubric: "compliance", author: "machine", team: "sales", agent: "a1" };
    const days = { day_from: "2026-01-01", day_before: "2026-03-01" };
    expect(callsOf(question, "a1")).toEqual({ ...calls, ...days });
    expect(callsOf({ ...question, criterion: "thanks" }, "a1")).toEqual({
      ...calls,
      ...days,
      criterion: "thanks",
      outcome: "not_met",
    });
  });
});
