import { describe, expect, it } from "vitest";
import { here, linked, seconds, shown } from "./moment";

describe("a moment of a call", () => {
  it("is read as people write it", () => {
    expect(["0:00", "1:05", "75", "1:00:01", " 2:3 "].map(seconds)).toEqual([0, 65, 75, 3601, 123]);
    expect(["", "x", "1:", "-3", "1:2:3:4", "1.5"].map(seconds)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it("is read from the link that its call copies", () => {
    const moment = { recording: "r1", start: 65 };
    expect(linked("https://qa.example/calls/r1?t=65.4&rubric=empathy#x")).toEqual(moment);
    expect(linked("/calls/r1")).toEqual({ ...moment, start: 0 });
    expect(linked("https://qa.example/calls?t=5")).toBeNull();
  });

  it("is what is heard now, and never beyond the call", () => {
    expect(here(7.9, 300)).toEqual({ start: 7, end: 27 });
    expect(here(290.2, 300.5)).toEqual({ start: 290, end: 300.5 });
    expect(here(300.5, 300.5)).toEqual({ start: 280, end: 300 });
    expect(here(9.5, 9.5)).toEqual({ start: 0, end: 9.5 });
    expect(here(-1, null)).toEqual({ start: 0, end: 20 });
  });

  it("is where the evidence is, or where it was looked for", () => {
    const search = { start: 10.5, end: 300 };
    expect(shown({ evidence: [{ start: 7.8, end: 9.1 }], search })).toEqual({ start: 7, end: 12 });
    expect(shown({ evidence: [], search })).toEqual({ start: 10, end: 70 });
    expect(shown({ evidence: [], search: null })).toEqual({ start: 0, end: 5 });
  });
});
