import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { namesIn, offers, placeAt, type Schema } from "./completion";

const SCHEMA: Schema = JSON.parse(readFileSync("../rubrics/rubric.schema.json", "utf8"));

/** Offers where `|` stands. */
function offered(marked: string): string[] {
  const at = marked.indexOf("|");
  const text = marked.slice(0, at) + marked.slice(at + 1);
  return offers(SCHEMA, placeAt(text, at), namesIn(text)).map(({ label }) => label);
}

describe("completion", () => {
  it("offers the fields of a rubric that are not there yet", () => {
    const found = offered("id: x\nti|\nowner: QA\n");
    expect(found).toContain("title");
    expect(found).toContain("pass_mark");
    expect(found).not.toContain("id");
    expect(found).not.toContain("owner");
    expect(found).not.toContain("criteria");
  });

  it("offers the fields of a criterion, wherever it lies in the list", () => {
    const text = `sections:
  - id: service
    criteria:
      - id: one
        title: One
        check: {phrase: [hello]}
      - id: two
        title: Two
        |
        guidance: Listen
`;
    const found = offered(text);
    expect(found).toEqual(expect.arrayContaining(["check", "weight", "auto_fail", "applies_if"]));
    expect(found).not.toContain("title");
    expect(found).not.toContain("guidance");
    expect(found).not.toContain("pass_mark");
  });

  it("offers the fields of a section beside its criteria", () => {
    const found = offered("sections:\n  - id: s\n    criteria:\n      - id: one\n        title: One\n    |");
    expect(found).toEqual(expect.arrayContaining(["title", "weight"]));
    expect(found).not.toContain("criteria");
    expect(found).not.toContain("check");
  });

  it("offers kinds of checks under a check, and their fields", () => {
    expect(offered("sections:\n  - criteria:\n      - check:\n          |")).toEqual(
      expect.arrayContaining(["phrase", "absence", "silence"]),
    );
    const inside = offered("sections:\n  - criteria:\n      - check: {phrase: [a], |");
    expect(inside).toEqual(expect.arrayContaining(["party", "first"]));
    expect(inside).not.toContain("phrase");
  });

  it("offers values", () => {
    expect(offered("sections:\n  - criteria:\n      - check: {phrase: [a], party: |")).toEqual(
      expect.arrayContaining(["agent", "customer"]),
    );
    expect(offered("sections:\n  - criteria:\n      - auto_fail: |")).toEqual(["true", "false"]);
    expect(offered("language: |")).toEqual(expect.arrayContaining(["zh", "en"]));
    expect(offered("sections:\n  - criteria:\n      - severity: |")).toEqual(["low", "medium", "high"]);
  });

  it("offers the names that the text gives", () => {
    const text = "phrases:\n  greeting:\n    - hello\nsections:\n  - criteria:\n      - check: {phrase: $|";
    expect(offered(text)).toContain("$greeting");
    expect(namesIn("phrases:\n  a:\n    - x\nchecks:\n  b: {phrase: x}\nsections:\n  - id: c\n")).toEqual([
      "a",
      "b",
    ]);
  });

  it("offers nothing of the rubric where wordings are written", () => {
    expect(offered("phrases:\n  greeting:\n    - |")).toEqual([]);
  });
});
