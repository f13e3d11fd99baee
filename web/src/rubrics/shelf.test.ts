import { describe, expect, it } from "vitest";
import type { Version } from "./queries";
import { compared, kinds } from "./shelf";

const version = (revision: number, status: Version["status"], change: Partial<Version> = {}): Version => ({
  digest: `${change.rubric ?? "compliance"}-${change.language ?? "en"}-${revision}`,
  rubric: "compliance",
  language: "en",
  version: `1.${revision}`,
  title: `Compliance ${revision}`,
  revision,
  status,
  author: "Mia",
  reason: "",
  created_at: `2026-01-0${revision}T00:00:00Z`,
  changed_by: "Mia",
  changed_at: `2026-01-0${revision}T00:00:00Z`,
  changed_why: "",
  forced: [],
  ...change,
});

describe("the shelf", () => {
  it("has one place for each rubric and language", () => {
    const found = kinds([
      version(1, "retired"),
      version(2, "active", { changed_at: "2026-02-01T00:00:00Z" }),
      version(3, "draft"),
      version(1, "active", { language: "zh" }),
    ]);
    expect(found.map(({ language, title, drafts }) => [language, title, drafts])).toEqual([
      ["en", "Compliance 2", 1],
      ["zh", "Compliance 1", 0],
    ]);
    expect(found[0]?.active?.revision).toBe(2);
    expect(found[0]?.trial).toBeNull();
    expect(found[0]?.last.revision).toBe(2);
    expect(found[0]?.versions.map(({ revision }) => revision)).toEqual([3, 2, 1]);
  });

  it("compares with what is in use, else with what was before", () => {
    const [one, two, three] = [version(1, "retired"), version(2, "active"), version(3, "draft")];
    expect(compared(three, [three, two, one])).toBe(two);
    expect(compared(two, [three, two, one])).toBe(one);
    expect(compared(one, [three, one])).toBe(three);
    expect(compared(one, [one])).toBeNull();
  });
});
