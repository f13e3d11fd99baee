import { describe, expect, it } from "vitest";
import { tree, words } from "./fields";

describe("what administrators write", () => {
  it("is read word by word, with commas of either script", () => {
    expect(words("sales, care，east、sales;  ")).toEqual(["sales", "care", "east"]);
    expect(words(" ")).toEqual([]);
  });

  it("is laid out as a tree", () => {
    expect(tree({ "sales/east": "sales", sales: null, care: null })).toEqual([
      { name: "care", below: [] },
      { name: "sales", below: [{ name: "sales/east", below: [] }] },
    ]);
    expect(tree({ a: "b", b: "a" })).toEqual([
      { name: "a", below: [] },
      { name: "b", below: [] },
    ]);
    expect(tree({})).toEqual([]);
  });
});
