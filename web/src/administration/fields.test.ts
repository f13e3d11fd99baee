import { describe, expect, it } from "vitest";
import { onTheWall, quietHours, tree, words } from "./fields";

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

  it("are hours of quiet only with both ends apart", () => {
    const given = { quiet_start: "22:00", quiet_end: "07:00", quiet_zone: "Asia/Shanghai" };
    expect(quietHours(given)).toEqual({ start: "22:00", end: "07:00", zone: "Asia/Shanghai" });
    expect(quietHours({ ...given, quiet_end: "" })).toBeNull();
    expect(quietHours({ ...given, quiet_end: "22:00" })).toBeNull();
    expect(quietHours({})).toBeNull();
    expect(onTheWall("22:00:00")).toBe("22:00");
  });
});
