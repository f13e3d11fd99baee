import { describe, expect, it } from "vitest";
import { type Break, changes, laid, type Point } from "./lines";

const told = (value: number) => ({
  state: "told",
  n: 40,
  value,
  interval: { low: value - 5, high: value + 5, confidence: 0.95 },
  needed: 0,
});
const little = { state: "too_little", n: 2, value: null, interval: null, needed: 28 };

const point = (start: string, change: object): Point =>
  ({
    start,
    group: "",
    language: "en",
    breaks: [],
    calls: {},
    judged_by: { rubric: "1", asr: "a", cues: "c", model: "m" },
    score: told(80),
    rate: little,
    ...change,
  }) as unknown as Point;

describe("a trend on a chart", () => {
  it("has a line for each group and language, and a gap where there is too little", () => {
    const found = laid(
      [
        point("2026-03-09", { group: "care" }),
        point("2026-03-02", { group: "care", score: little }),
        point("2026-03-02", { group: "sales", score: told(70) }),
      ],
      [],
      "score",
      (group) => group,
    );
    expect(found.places.map(({ start }) => start)).toEqual(["2026-03-02", "2026-03-09"]);
    expect(found.lines.map(({ name, values, low }) => [name, values, low])).toEqual([
      ["care", [null, 80], [null, 75]],
      ["sales", [70, null], [65, null]],
    ]);
    expect(found.points[1]?.[0]?.group).toBe("sales");
    expect(found.left).toBe(0);
    const many = ["1", "2", "3", "4", "5", "6", "7", "8"].map((group) => point("2026-03-02", { group }));
    expect(laid(many, [], "score", (group) => group).left).toBe(2);
  });

  it("is broken where something else judges from then on", () => {
    const other = { rubric: "2", asr: "a", cues: "c", model: "m" };
    const found = laid(
      [
        point("2026-03-02", {}),
        point("2026-03-02", { judged_by: other, breaks: ["rubric"] }),
        point("2026-03-09", { judged_by: other }),
      ],
      [],
      "score",
      () => "all",
    );
    expect(found.places).toHaveLength(3);
    expect(found.broken).toEqual([
      { at: 1, changes: [{ part: "rubric", day: null, period: "2026-03-02", former: "1", present: "2" }] },
    ]);
  });

  it("says what the recogniser was and is, by the days on which it changed", () => {
    const of = { judged_by: { rubric: "1", asr: "", cues: "", model: "" }, breaks: [] };
    const known = { part: "asr", language: "en", former: "ears 1", present: "ears 2" };
    const line = [
      { ...of, start: "2026-03-02", end: "2026-03-05" },
      null,
      { ...of, start: "2026-03-02", end: "2026-03-09", breaks: ["asr"] },
    ];
    const days = [
      { ...known, day: "2026-03-05" },
      { ...known, day: "2026-04-01", former: "ears 2", present: "ears 3" },
    ] as Break[];
    expect(changes(line, days)).toEqual([
      {
        at: 2,
        changes: [
          { part: "asr", day: "2026-03-05", period: "2026-03-02", former: "ears 1", present: "ears 2" },
        ],
      },
    ]);
  });
});
