import { describe, expect, it } from "vitest";
import { dayHere, daysOf, readStretch } from "./stretch";

describe("the days of an address", () => {
  it("are weeks that are offered, or days, which say more", () => {
    expect(readStretch({ weeks: 26, period: "month" })).toEqual({ weeks: 26, period: "month" });
    expect(readStretch({ weeks: 5, period: "year", since: "yesterday" })).toEqual({});
    expect(readStretch({ weeks: 26, since: "2026-03-01" })).toEqual({ since: "2026-03-01" });
  });

  it("are asked for with the last day in them", () => {
    expect(daysOf({ weeks: 4 }, "2026-03-29")).toEqual({ since: "2026-03-02" });
    expect(daysOf({ since: "2026-02-01", until: "2026-02-28" }, "2026-03-29")).toEqual({
      since: "2026-02-01",
      before: "2026-03-01",
    });
    expect(daysOf({}, "2026-03-29")).toEqual({});
  });

  it("begin and end where the reader is", () => {
    expect(dayHere(new Date(2026, 2, 1, 0, 5))).toBe("2026-03-01");
  });
});
