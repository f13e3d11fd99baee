import { describe, expect, it } from "vitest";
import type { Criterion, Rubric } from "../api/types";
import { changes, folded, pairs } from "./difference";

describe("two texts", () => {
  it("stand beside each other, changed lines on one line", () => {
    const found = pairs("a\nb\nc\nd", "a\nB\nc\nd\ne");
    expect(found.map(({ before, after }) => [before, after])).toEqual([
      ["a", "a"],
      ["b", "B"],
      ["c", "c"],
      ["d", "d"],
      [null, "e"],
    ]);
    expect(found.at(1)?.lines).toEqual([2, 2]);
    expect(found.at(-1)?.lines).toEqual([null, 5]);
  });

  it("keep every line of both", () => {
    const [one, other] = ["x\ny\nz\ny\nq", "y\nx\nq\nz"];
    const found = pairs(one, other);
    expect(found.flatMap(({ before }) => before ?? []).join("\n")).toBe(one);
    expect(found.flatMap(({ after }) => after ?? []).join("\n")).toBe(other);
  });

  it("fold what is equal and far from any change", () => {
    const lines = Array.from({ length: 20 }, (_, at) => `line ${at}`);
    const changed = lines.with(10, "other");
    const made = folded(pairs(lines.join("\n"), changed.join("\n")), 2);
    expect(made.map(({ kind, pairs: held }) => [kind, held.length])).toEqual([
      ["folded", 8],
      ["shown", 5],
      ["folded", 7],
    ]);
  });
});

describe("two versions", () => {
  const criterion = (id: string, change: Partial<Criterion> = {}): Criterion =>
    ({ id, title: id, weight: 1, check: { phrase: ["hello"] }, ...change }) as unknown as Criterion;
  const rubric = (...criteria: Criterion[]) =>
    ({ sections: [{ id: "only", title: "Only", weight: 1, criteria }] }) as unknown as Rubric;

  it("differ by criteria that came, went and changed", () => {
    const found = changes(
      rubric(criterion("greets"), criterion("old"), criterion("same")),
      rubric(criterion("same"), criterion("greets", { weight: 2, title: "Greets" }), criterion("new")),
    );
    expect(
      found.map((each) => [each.kind, each.criterion.id, each.kind === "changed" ? each.fields : []]),
    ).toEqual([
      ["changed", "greets", ["title", "weight"]],
      ["added", "new", []],
      ["removed", "old", []],
    ]);
  });
});
