import { describe, expect, it } from "vitest";
import { bars, marks } from "./bars";
import type { Totals } from "./queries";

const day = (day: string, numerator: number, denominator: number) => ({
  day,
  totals: { numerator, denominator } as Totals,
});

describe("the days as bars", () => {
  it("are as high as their calls, parted by what was inspected", () => {
    expect(bars([day("a", 10, 10), day("b", 1, 5), day("c", 0, 0)])).toEqual([
      { day: "a", inspected: 1, missed: 0 },
      { day: "b", inspected: 0.1, missed: 0.4 },
      { day: "c", inspected: 0, missed: 0 },
    ]);
    expect(bars([day("c", 0, 0)])).toEqual([{ day: "c", inspected: 0, missed: 0 }]);
  });

  it("are dated where a month begins and at the end", () => {
    expect(marks(["2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02"])).toEqual([3]);
    const long = Array.from({ length: 20 }, (_, at) => `2026-03-${String(at + 1).padStart(2, "0")}`);
    expect(marks(long)).toEqual([0, 19]);
    expect(marks([])).toEqual([]);
  });
});
