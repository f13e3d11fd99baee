import { describe, expect, it } from "vitest";
import { appended, lineOf, movedItem, opened, valueAt, written } from "./writing";

const TEXT = `# What this is for
id: parcels
version: "1.0"   # raise it
pass_mark: 70

sections:
  - id: service   # first of all
    title: Service
    criteria:
      # the opening
      - id: greets
        title: Greets the customer
        check: {phrase: $greeting, party: agent, first: 2 turns}
      - id: listens
        title: Listens
        check:
          phrase:
            - I see   # not enough
            - I hear you
`;
const CRITERIA = ["sections", 0, "criteria"] as const;

describe("a form that edits the text", () => {
  it("changes a value and nothing else", () => {
    expect(written(TEXT, ["version"], "1.1")).toBe(TEXT.replace('"1.0"', '"1.1"'));
    expect(written(TEXT, ["pass_mark"], 75)).toBe(TEXT.replace("pass_mark: 70", "pass_mark: 75"));
    expect(written(TEXT, [...CRITERIA, 0, "title"], "Says hello")).toBe(
      TEXT.replace("Greets the customer", "Says hello"),
    );
    expect(written(TEXT, [...CRITERIA, 0, "check", "party"], "customer")).toBe(
      TEXT.replace("party: agent", "party: customer"),
    );
  });

  it("quotes what would be read as something else", () => {
    for (const title of ["a: b", "# no comment", "true", "12", "- x", "", "{a}", "it's 坐席", 'say "hi"']) {
      const document = opened(written(TEXT, [...CRITERIA, 0, "title"], title));
      expect(document && valueAt(document, [...CRITERIA, 0, "title"]), title).toBe(title);
    }
    for (const phrase of ["a, b", "a]", "{a}", "a: b"]) {
      const document = opened(written(TEXT, [...CRITERIA, 0, "check", "phrase"], phrase));
      expect(document && valueAt(document, [...CRITERIA, 0, "check", "phrase"]), phrase).toBe(phrase);
    }
  });

  it("keeps every comment when it adds, takes away and moves", () => {
    const comments = ["# What this is for", "# raise it", "# first of all", "# the opening"];
    const changed = [
      written(TEXT, [...CRITERIA, 0, "weight"], 3),
      written(TEXT, [...CRITERIA, 1, "title"], undefined),
      written(TEXT, [...CRITERIA, 0, "guidance"], "Listen to the first words.\nThen judge."),
      appended(TEXT, CRITERIA, { id: "new", title: "New", check: { phrase: ["x"] } }),
      movedItem(TEXT, CRITERIA, 0, 1),
    ];
    for (const text of changed) {
      for (const comment of comments) expect(text).toContain(comment);
      expect(opened(text)).not.toBeNull();
    }
  });

  it("moves items, and leaves the ends alone", () => {
    const moved = opened(movedItem(TEXT, CRITERIA, 1, 0));
    expect(moved && valueAt(moved, [...CRITERIA, 0, "id"])).toBe("listens");
    expect(movedItem(TEXT, CRITERIA, 1, 2)).toBe(TEXT);
  });

  it("writes a list of wordings as it was written before", () => {
    const text = written(TEXT, [...CRITERIA, 1, "check", "phrase"], ["I see", "of course"]);
    expect(text).toContain("            - of course");
  });

  it("finds the line of a place, or of what is around it", () => {
    const document = opened(TEXT);
    expect(document && lineOf(TEXT, document, [...CRITERIA, 1, "id"])).toBe(14);
    expect(document && lineOf(TEXT, document, [...CRITERIA, 1, "guidance"])).toBe(14);
  });

  it("makes no form of what is broken", () => {
    expect(opened("id: [")).toBeNull();
    expect(opened("just words")).toBeNull();
    expect(opened("")).toBeNull();
  });
});
