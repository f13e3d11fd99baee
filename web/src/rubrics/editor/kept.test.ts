import { describe, expect, it } from "vitest";
import { begun, FIRST, placeOf, raised, readKept } from "./kept";
import { opened, valueAt } from "./writing";

describe("a draft", () => {
  it("is kept for each person and beginning", () => {
    expect(placeOf("mia", "abc")).not.toBe(placeOf("bo", "abc"));
    expect(placeOf("mia", undefined)).toContain("new");
    const kept = { text: "id: x", examples: "", at: "2026-01-01T00:00:00Z" };
    expect(readKept(JSON.stringify(kept))).toEqual(kept);
    for (const broken of [null, "", "{", "null", "3", '{"text": 3}']) expect(readKept(broken)).toBeNull();
  });

  it("raises the version to one that nobody has", () => {
    expect(raised("1.0", new Set())).toBe("1.1");
    expect(raised("1.9", new Set(["1.10"]))).toBe("1.11");
    expect(raised("2026-07", new Set())).toBe("2026-8");
    expect(raised("v3-beta", new Set())).toBe("v4-beta");
    expect(raised("first", new Set(["first.1"]))).toBe("first.2");
    expect(begun('id: x\nversion: "1.0"  # raise\n', new Set(["1.1"]))).toBe(
      'id: x\nversion: "1.2"  # raise\n',
    );
    expect(begun("id: [", new Set())).toBe("id: [");
  });

  it("of a new rubric can be read", () => {
    for (const [language, { text, examples }] of Object.entries(FIRST)) {
      const document = opened(text);
      expect(document && valueAt(document, ["language"])).toBe(language);
      expect(opened(examples)).not.toBeNull();
    }
  });
});
