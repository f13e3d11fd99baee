import { describe, expect, it } from "vitest";
import { sheet } from "./lines";

describe("the trail as a sheet", () => {
  it("quotes what needs it, and is no formula", () => {
    const line = { id: 7, at: "2026-03-01T00:00:00Z", name: "hold.put", recording: null };
    const text = sheet([{ ...line, actor: "=cmd", details: { reason: 'a "b", c' } }]);
    const [head, first, end] = text.split("\r\n");
    expect(head).toBe("\uFEFFid,at,name,actor,recording,details");
    expect(first).toBe(`7,2026-03-01T00:00:00Z,hold.put,'=cmd,,"{""reason"":""a \\""b\\"", c""}"`);
    expect(end).toBe("");
  });
});
