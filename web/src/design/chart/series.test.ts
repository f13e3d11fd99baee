import { describe, expect, it } from "vitest";
import { columns, type Drawing, joined, nearest, spanned } from "./series";

const drawing = (change: Partial<Drawing>): Drawing => ({
  places: ["a", "b"],
  lines: [{ name: "one", colour: "--agent", values: [10, null] }],
  unit: String,
  ...change,
});

describe("a chart", () => {
  it("spans values, intervals and levels, with room", () => {
    const line = { name: "one", colour: "--agent", values: [40, 60], low: [30, 50], high: [50, 70] };
    expect(spanned(drawing({ lines: [line] }))).toEqual([30 - 3.2, 70 + 3.2]);
    expect(spanned(drawing({ lines: [{ ...line, bare: true }] }))).toEqual([40 - 1.6, 60 + 1.6]);
    const level = { name: "limit", value: 130, colour: "--muted" };
    expect(spanned(drawing({ lines: [line], levels: [level] }))).toEqual([30 - 8, 130 + 8]);
  });

  it("spans what is alike, and nothing at all", () => {
    const [from, to] = spanned(drawing({}));
    expect(from).toBeLessThan(10);
    expect(to).toBeGreaterThan(10);
    expect(spanned(drawing({ lines: [] }))).toEqual([0, 1]);
  });

  it("leaves no room beyond what can be", () => {
    const line = { name: "one", colour: "--agent", values: [0, 100] };
    expect(spanned(drawing({ lines: [line], range: [0, 100] }))).toEqual([0, 100]);
  });

  it("has a column for each line and its interval", () => {
    expect(columns(drawing({}))).toEqual([
      [0, 1],
      [10, null],
      [null, null],
      [null, null],
    ]);
  });

  it("is clicked at the line that is nearest, where it has a value", () => {
    const lines = [
      [10, null],
      [40, 60],
      [90, null],
    ].map((values) => ({ name: "", colour: "--agent", values }));
    expect([12, 41, 80].map((height) => nearest(drawing({ lines }), 0, height))).toEqual([0, 1, 2]);
    expect(nearest(drawing({ lines }), 1, 0)).toBe(1);
    expect(nearest(drawing({}), 1, 0)).toBeNull();
  });

  it("has gaps that do not overlap", () => {
    const gaps = [
      [6, 8],
      [1, 2],
      [6, 7],
      [8, 9],
    ] as [number, number][];
    expect(joined(gaps)).toEqual([
      [1, 2],
      [6, 9],
    ]);
  });
});
