import { describe, expect, it } from "vitest";
import { applies, period } from "./keeping";

describe("how long calls are kept", () => {
  it("is said in the reader's language", () => {
    expect(["90 days", "1 year", "forever"].map((each) => period(each, "zh"))).toEqual([
      "90 天",
      "1 年",
      "永久",
    ]);
    expect(period("6 months", "zh")).toBe("6 个月");
    expect(period("forever", "en")).toBe("for ever");
    expect(period("3 moons", "zh")).toBe("3 moons");
  });

  it("says for which calls", () => {
    expect(applies({ queue: ["a", "b"], "business.disputed": true })).toBe(
      "queue: a | b; business.disputed: true",
    );
    expect(applies({})).toBe("");
  });
});
