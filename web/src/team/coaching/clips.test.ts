import { describe, expect, it } from "vitest";
import { seconds } from "./clips";

describe("a moment of a call", () => {
  it("is read as people write it", () => {
    expect(["0:00", "1:05", "75", "1:00:01", " 2:3 "].map(seconds)).toEqual([0, 65, 75, 3601, 123]);
    expect(["", "x", "1:", "-3", "1:2:3:4", "1.5"].map(seconds)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});
