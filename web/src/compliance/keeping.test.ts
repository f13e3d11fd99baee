import { describe, expect, it } from "vitest";
import { applies, period } from "./keeping";

const unbound = { equals: null, at_least: null, at_most: null, over: null, under: null };

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
    const none = { one_of: [], bound: null, present: null };
    expect(
      applies({
        queue: { ...none, one_of: ["a", "b"] },
        "business.disputed": { ...none, one_of: [true] },
        "business.phone": { ...none, present: false },
        "business.balance": { ...none, bound: { ...unbound, at_least: 100, under: 500 } },
      }),
    ).toBe(
      "queue: a | b; business.disputed: true; business.phone: –; business.balance ≥ 100, business.balance < 500",
    );
    expect(applies({})).toBe("");
  });
});
