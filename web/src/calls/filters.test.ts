import { describe, expect, it } from "vitest";
import { asked, readSearch, searchOf } from "./filters";

describe("the address of the list", () => {
  it("is read, and nothing unknown with it", () => {
    expect(
      readSearch({
        state: "done",
        flag: "auto_fail",
        agent: 2214,
        queue: " ",
        below: 60,
        order: "oldest",
        x: 1,
      }),
    ).toEqual({ state: "done", flag: "auto_fail", agent: "2214", below: 60, order: "oldest" });
    expect(readSearch({ state: "gone", flag: 7, below: 101, order: "random", language: "fr" })).toEqual({});
  });

  it("is said as the API takes it", () => {
    expect(asked({ state: "failed", call: "HX-2", below: 0, rubric: "empathy" })).toEqual({
      state: ["failed"],
      call_id: "HX-2",
      score_to: 0,
      rubric: "empathy",
    });
    expect(asked({})).toEqual({});
  });

  it("comes back from what the API was asked", () => {
    const search = { state: "failed", call: "HX-2", below: 0, rubric: "empathy", order: "oldest" } as const;
    expect(searchOf(asked(search))).toEqual(search);
    expect(searchOf({ state: [], source: "pbx", versions: true })).toEqual({});
  });
});
