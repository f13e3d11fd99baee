import { describe, expect, it } from "vitest";
import { moments, PRESETS, preset, presetOf, said } from "./period";

const NOW = new Date(2027, 0, 3, 1); // a Sunday, an hour after midnight

describe("days that are over", () => {
  it("end before today, over the end of a month and a year", () => {
    expect(preset("yesterday", NOW)).toEqual({ since: "2027-01-02", until: "2027-01-02" });
    expect(preset("week", NOW)).toEqual({ since: "2026-12-21", until: "2026-12-27" });
    expect(preset("month", NOW)).toEqual({ since: "2026-12-01", until: "2026-12-31" });
  });

  it("begin on a Monday where they are a week, whatever today is", () => {
    for (let by = 0; by < 7; by += 1) {
      const { since } = preset("week", new Date(2026, 10, 23 + by, 23, 59));
      expect(since).toBe("2026-11-16");
    }
  });

  it("are known again", () => {
    for (const each of PRESETS) expect(presetOf(preset(each, NOW), NOW)).toBe(each);
    expect(presetOf({ since: "2026-12-01", until: "2026-12-02" }, NOW)).toBeNull();
  });
});

describe("a period", () => {
  it("holds its last day whole", () => {
    const { since, before } = moments({ since: "2026-12-31", until: "2026-12-31" });
    expect(new Date(since)).toEqual(new Date(2026, 11, 31));
    expect(new Date(before)).toEqual(new Date(2027, 0, 1));
  });

  it("is said in days where it is whole days, else to the minute", () => {
    const whole = moments({ since: "2026-11-16", until: "2026-11-22" });
    expect(said(whole.since, whole.before, "en")).toMatch(/16\s?–\s?22 Nov 2026/);
    expect(said(whole.since, whole.before, "zh")).toMatch(/2026\D11\D16.*22/);
    const odd = said(new Date(2026, 10, 16, 9).toISOString(), whole.before, "en");
    expect(odd).toMatch(/9:00.*23 Nov 2026.*0?0:00/);
  });
});
