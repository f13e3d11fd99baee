import { describe, expect, it } from "vitest";
import { hits, spell, touched, turnAt } from "./spell";

const word = (text: string) => ({ start: 0, end: 0, text, confidence: 1 });

describe("spelling", () => {
  it.each([
    ["您好，请问有什么可以帮您。", ["您好", "请问", "有什么", "可以", "帮", "您"]],
    ["I waited, you know, twenty minutes.", [" I", " waited", " you", " know", " twenty", " minutes"]],
    ["公号5192,很高兴", ["公号", "5192", "很", "高兴"]],
  ])("loses no letter and finds every word of %s", (text, words) => {
    const pieces = spell({ text, words: words.map(word) });
    expect(pieces.map((piece) => piece.text).join("")).toBe(text);
    expect(pieces.filter((piece) => piece.word !== null).map((piece) => piece.word)).toEqual(
      words.map((_, at) => at),
    );
  });

  it("goes on past a word that the text spells otherwise", () => {
    const pieces = spell({ text: "保单核实了。", words: ["保單", "核实", "了"].map(word) });
    expect(pieces.map((piece) => piece.text).join("")).toBe("保单核实了。");
    expect(pieces.map((piece) => piece.word)).toEqual([null, 1, 2, null]);
  });
});

describe("the turn at a time", () => {
  const turns = [
    { start: 1, end: 9 },
    { start: 3, end: 4 },
    { start: 12, end: 13 },
  ];
  it.each([
    [0, -1],
    [1, 0],
    [3.5, 1],
    [6, 0],
    [10, 1],
    [12, 2],
    [99, 2],
  ])("at %d s is %d", (time, turn) => expect(turnAt(turns, time)).toBe(turn));
});

describe("searching", () => {
  it("finds every place, whatever the case", () => {
    expect(hits([{ text: "Refund? A refund." }, { text: "no" }, { text: "REFUND" }], " refund ")).toEqual([
      { turn: 0, at: 0 },
      { turn: 0, at: 10 },
      { turn: 2, at: 0 },
    ]);
    expect(hits([{ text: "录音" }], "录音")).toEqual([{ turn: 0, at: 0 }]);
    expect(hits([{ text: "a" }], "  ")).toEqual([]);
  });

  it("marks the pieces that a hit lies in", () => {
    const turn = { text: "通话会录音，请放心", words: ["通话", "会", "录音", "请", "放心"].map(word) };
    const found = touched(spell(turn), hits([turn], "会录音"), 3);
    expect([...found]).toEqual([1, 2]);
  });
});
