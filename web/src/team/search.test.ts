import { describe, expect, it } from "vitest";
import { readBehind, readTeam } from "./search";

describe("the addresses of the team", () => {
  it("are read, and what they do not know is left out", () => {
    expect(readTeam({ view: "heat", rubric: "compliance", team: "sales", by: "agent", queue: "" })).toEqual({
      view: "heat",
      rubric: "compliance",
      team: "sales",
      by: "agent",
    });
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
});
