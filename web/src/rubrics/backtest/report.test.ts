import { describe, expect, it } from "vitest";
import { body, lines, rate } from "./report";

describe("a backtest", () => {
  it("is read line by line, however it arrives", () => {
    expect(lines('{"calls":1}\n{"calls":2}\n{"re')).toEqual([['{"calls":1}', '{"calls":2}'], '{"re']);
    expect(lines("")).toEqual([[], ""]);
    expect(lines("a\n")).toEqual([["a"], ""]);
  });

  it("tells a pass rate only where something was decided", () => {
    const counted = { met: 3, not_met: 1, not_applicable: 9, undecided: 2 };
    expect(rate(counted)).toBe(0.75);
    expect(rate({ ...counted, met: 0, not_met: 0 })).toBeNull();
    expect(rate(null)).toBeNull();
  });

  it("takes whole days, the last one included", () => {
    const asked = body({ against: null, since: "2026-03-01", until: "2026-03-01" });
    const [from, before] = [asked.received_from, asked.received_before].map((each) => new Date(each ?? ""));
    expect(Number(before) - Number(from)).toBe(24 * 3600 * 1000);
    expect(body({ against: "d", since: "", until: "" })).toEqual({ against: "d" });
    expect(
      new Date(body({ against: null, since: "", until: "2026-12-31" }).received_before ?? "").getFullYear(),
    ).toBe(2027);
  });
});
