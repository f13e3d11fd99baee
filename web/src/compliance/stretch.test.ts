import { describe, expect, it } from "vitest";
import { bounds } from "./stretch";

describe("a stretch of days", () => {
  it("has both its days whole", () => {
    const { received_from, received_before } = bounds("2026-03-01", "2026-03-01");
    const lasts = Date.parse(received_before ?? "") - Date.parse(received_from ?? "");
    expect(lasts).toBe(86_400_000);
    expect(new Date(received_from ?? "").getDate()).toBe(1);
    expect(bounds("", "")).toEqual({});
  });
});
