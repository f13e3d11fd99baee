import { describe, expect, it } from "vitest";
import { behind, matrix, share } from "./matrix";
import type { Point } from "./queries";

const point = (group: string, start: string, met: number, not_met: number, undecided = 0) =>
  ({
    group,
    start,
    outcomes: { met, not_met, undecided, not_applicable: 1 },
    calls: { day_from: start, day_before: `${start}+7` } as Record<string, string>,
  }) as Point;

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
    expect(rules[1]?.whole).toEqual({
      met: 19,
      notMet: 1,
      undecided: 0,
      notApplicable: 2,
      from: "2026-02-23",
      before: "2026-03-02+7",
    });
    expect(rules[0]?.cells.get("2026-02-23")).toBeUndefined();
  });

  it("count only what was decided", () => {
    expect(share({ met: 1, notMet: 3 })).toBe(0.25);
    expect(share({ met: 0, notMet: 0 })).toBeNull();
  });

  it("lead to their calls, of the team that is looked at", () => {
    const days = { from: "2026-03-02", before: "2026-03-09" };
    const all = { rubric: "compliance", author: "machine", day_from: "2026-03-02", day_before: "2026-03-09" };
    expect(behind({ rubric: "compliance" }, days)).toEqual(all);
    const found = { criterion: "thanks", outcome: "undecided" } as const;
    expect(behind({ rubric: "compliance", team: "sales" }, days, found)).toEqual({
      ...all,
      ...found,
      team: "sales",
    });
  });
});
