import { describe, expect, it } from "vitest";
import { partsFor } from "./parts";

describe("partsFor", () => {
  it("leads nobody to what they may not read", () => {
    const reached = partsFor({ may: { read_audit: "all", read_retention: "all" } });
    expect(reached.map(({ to }) => to)).toEqual([
      "/compliance/audit",
      "/compliance/retention",
      "/compliance/purges",
    ]);
  });
});
