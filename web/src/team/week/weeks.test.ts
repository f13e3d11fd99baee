import { describe, expect, it } from "vitest";
import { beside, parted, readWeek, weekOf } from "./weeks";

describe("a week", () => {
  it("belongs to the year of its Thursday", () => {
    expect(weekOf("2026-11-22")).toBe("2026-W47");
    expect(weekOf("2026-11-23")).toBe("2026-W48");
    expect(weekOf("2027-01-03")).toBe("2026-W53");
    expect(weekOf("2025-12-29")).toBe("2026-W01");
    expect(weekOf("2024-12-30")).toBe("2025-W01");
  });

  it("is read from an address, and nothing else is", () => {
    expect(readWeek("2026-W09")).toBe("2026-W09");
    expect(["2026-W9", "2026-W60", "1960-W01", 2026, null].map(readWeek)).toEqual(Array(5).fill(undefined));
    expect(parted("2026-W09")).toEqual({ year: 2026, number: 9 });
  });

  it("has one before it, and one after it once that has begun", () => {
    expect(beside("2026-11-16", "2026-11-22")).toEqual({ former: "2026-W46", next: null });
    expect(beside("2026-11-16", "2026-11-23")).toEqual({ former: "2026-W46", next: "2026-W48" });
    expect(beside("2026-12-28", "2027-02-01")).toEqual({ former: "2026-W52", next: "2027-W01" });
  });
});
