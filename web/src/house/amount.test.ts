import { describe, expect, it } from "vitest";
import { dayOf, lasting, named, shifted, weighing } from "./amount";

describe("amounts", () => {
  it.each([
    [0, "0 secs"],
    [59.4, "59 secs"],
    [60, "1 min"],
    [3600, "1 hr"],
    [3599 + 3600, "2 hrs"],
    [7500, "2 hrs 5 mins"],
    [86_399, "1 day"],
    [90_000, "1 day 1 hr"],
    [2 * 86_400 - 1, "2 days"],
  ])("write %d seconds as people say it", (seconds, text) => {
    expect(lasting(seconds, "en").replaceAll(/\u00a0|\u202f/g, " ")).toBe(text);
  });

  it("write seconds and bytes in Chinese", () => {
    expect(lasting(7500, "zh")).toMatch(/2\s?小时5\s?分钟/);
    expect(weighing(0, "zh")).toMatch(/0/);
  });

  it.each([
    [0, "0 byte"],
    [999, "999 byte"],
    [1500, "1.5 kB"],
    [64e6, "64 MB"],
    [5e15, "5,000 TB"],
  ])("write %d bytes", (bytes, text) => {
    expect(weighing(bytes, "en").replaceAll(/\u00a0/g, " ")).toBe(text);
  });

  it("name days by the calendar, not by the reader's zone", () => {
    expect(named("2026-03-01", "en")).toBe("Sun, 1 Mar 2026");
    expect(named("2026-03-01", "zh", "short")).toBe("3/1");
    expect(shifted("2026-02-28", 1)).toBe("2026-03-01");
    expect(shifted("2026-03-01", -90)).toBe("2025-12-01");
  });

  it("read only days", () => {
    expect(dayOf("2026-03-01")).toBe("2026-03-01");
    expect([dayOf("2026-13-01"), dayOf("today"), dayOf(20260301), dayOf(undefined)]).toEqual(
      Array(4).fill(undefined),
    );
  });
});
