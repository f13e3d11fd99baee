import { describe, expect, it } from "vitest";
import { readAudit, readReceipts, readResults } from "./search";

describe("the addresses of compliance", () => {
  it("are read, and nothing unknown with them", () => {
    expect(
      readResults({ rubric: "compliance", period: "month", since: "2026-03-01", until: "x", y: 1 }),
    ).toEqual({ rubric: "compliance", period: "month", since: "2026-03-01" });
    expect(readResults({ period: "year", rubric: 7 })).toEqual({});
    expect(readAudit({ name: "purge.", actor: " p-1 ", recording: "", until: "2026-03-01" })).toEqual({
      name: "purge.",
      actor: "p-1",
      until: "2026-03-01",
    });
    expect([readReceipts({ call: 2214 }), readReceipts({ call: " " })]).toEqual([{ call: "2214" }, {}]);
  });
});
