import { describe, expect, it } from "vitest";
import { besides, filtersOf, readExport } from "./taking";

describe("an export", () => {
  it("takes the filters of the list from which one came, and nothing else", () => {
    const read = readExport({
      sheet: "findings",
      form: "pdf",
      rubric: "compliance",
      agent: 117,
      state: ["done"],
      cursor: "x",
      team: " ",
    });
    expect(read).toEqual({ sheet: "findings", rubric: "compliance", agent: "117", state: "done" });
    expect(filtersOf(read)).toEqual({ rubric: "compliance", agent: "117", state: "done" });
  });

  it("tells the filters that its form has no field for", () => {
    const search = readExport({ team: "sales", criterion: "thanks", outcome: "not_met" });
    expect(besides(search)).toEqual([
      ["criterion", "thanks"],
      ["outcome", "not_met"],
    ]);
  });
});
