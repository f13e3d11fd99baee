import { describe, expect, it } from "vitest";
import { readSearch } from "./views";

describe("the address of calibration", () => {
  it("is read, and what it does not know left out", () => {
    expect(
      readSearch({ view: "errors", rubric: "compliance", version: 1.1, language: "zh", queue: "cards" }),
    ).toEqual({
      view: "errors",
      rubric: "compliance",
      version: "1.1",
      language: "zh",
      queue: "cards",
    });
    expect(
      readSearch({ view: "published", team: "loans", by: "agent", figure: "greets", weeks: 26 }),
    ).toEqual({
      view: "published",
      team: "loans",
      by: "agent",
      figure: "greets",
      weeks: 26,
    });
    expect(readSearch({ by: "criterion", weeks: 5, period: "day" })).toEqual({});
    expect(readSearch({ view: "none", language: "fr", queue: "", rubric: null, more: 3 })).toEqual({});
  });
});
