import { describe, expect, it } from "vitest";
import { matrix, share } from "./matrix";
import type { Point } from "./queries";

const point = (group: string, start: string, met: number, not_met: number, undecided = 0) =>
  ({ group, start, outcomes: { met, not_met, undecided, not_applicable: 1 } }) as Point;

describe("results by rule and period", () => {
  it("are laid out with what fails most at the top", () => {
    const { periods, rules } = matrix([
      point("good", "2026-03-02", 9, 1),
      point("good", "2026-02-23", 10, 0),
      point("bad", "2026-03-02", 1, 3, 2),
      point("unheard", "2026-03-02", 0, 0, 5),
    ]);
    expect(periods).toEqual(["2026-02-23", "2026-03-02"]);
    expect(rules.map((each) => each.criterion)).toEqual(["bad", "good", "unheard"]);
    expect(rules[1]?.whole).toEqual({ met: 19, notMet: 1, undecided: 0, notApplicable: 2 });
    expect(rules[0]?.cells.get("2026-02-23")).toBeUndefined();
  });

  it("count only what was decided", () => {
    expect(share({ met: 1, notMet: 3, undecided: 9, notApplicable: 9 })).toBe(0.25);
    expect(share({ met: 0, notMet: 0, undecided: 9, notApplicable: 9 })).toBeNull();
  });
});
