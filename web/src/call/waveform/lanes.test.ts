import { describe, expect, it } from "vitest";
import type { Cue, Finding, Transcript } from "../../api/types";
import { bands, curve, lanes, markers } from "./lanes";

const call = (swapped: boolean): Pick<Transcript, "attribution" | "hearing"> => ({
  attribution: {
    basis: "channels",
    parties: [
      ["channel-0", swapped ? "customer" : "agent"],
      ["channel-1", swapped ? "agent" : "customer"],
    ],
    confidence: 1,
    reasons: [],
  },
  hearing: [
    { channel: 0, speech: 1, worded: 1, share: 1, holes: [{ start: 3, end: 4 }] },
    { channel: 1, speech: 1, worded: 1, share: 1, holes: [] },
  ],
});
const cue = (kind: Cue["kind"], start: number, more: Partial<Cue> = {}): Cue => ({
  kind,
  value: 1,
  start,
  end: start + 1,
  party: "customer",
  turn: null,
  whole_call: false,
  reasons: [],
  ...more,
});

describe("the lanes", () => {
  it("stay apart where a person said which channel is whose, and are one where the voices share a channel", () => {
    const { attribution, hearing } = call(true);
    const said = { ...attribution, basis: "person" as const };
    expect(lanes({ attribution: said, hearing })).toEqual(lanes(call(true)));
    const voices = {
      ...said,
      parties: [
        ["speaker-0", "agent"],
        ["speaker-1", "customer"],
      ] as typeof attribution.parties,
    };
    expect(lanes({ attribution: voices, hearing })).toEqual([{ channel: 0, party: "mixed" }]);
  });

  it("have the agent above, whichever channel that is", () => {
    expect(lanes(call(false)).map((each) => each.channel)).toEqual([0, 1]);
    expect(lanes(call(true))).toEqual([
      { channel: 1, party: "agent" },
      { channel: 0, party: "customer" },
    ]);
  });

  it("are one where both share a channel", () => {
    const shared = call(false);
    shared.attribution.basis = "diarization";
    expect(lanes(shared)).toEqual([{ channel: 0, party: "mixed" }]);
  });
});

describe("the marks", () => {
  it("leave out what sums up the call", () => {
    const cues = [
      cue("silence", 1),
      cue("silence", 0, { whole_call: true }),
      cue("interruption", 5),
      cue("pitch", 6),
    ];
    expect(bands(cues, call(true)).map(({ kind, party }) => [kind, party])).toEqual([
      ["silence", null],
      ["interruption", "customer"],
      ["untold", "customer"],
    ]);
  });

  it("draw a curve by time", () => {
    const cues = [cue("tension_relative", 9), cue("tension_relative", 2), cue("tension", 1)];
    expect(curve(cues, "tension").map((each) => each.start)).toEqual([2, 9]);
  });

  it("point at every piece of evidence that counts, and at flags of the sound", () => {
    const evidence = (start: number) => ({
      start,
      end: start,
      party: "agent" as const,
      quote: "",
      confidence: 1,
      turn: null,
      cue: null,
      note: "",
    });
    const finding = (criterion: string, outcome: Finding["outcome"], ...starts: number[]) =>
      ({ criterion, outcome, evidence: starts.map(evidence) }) as unknown as Finding;
    const flag = { kind: "tension_peak" as const, why: "", start: 4, end: 5, rubric: null, criterion: null };
    const found = markers(
      [finding("a", "met", 8, 2), finding("b", "not_applicable", 1)],
      [flag, { ...flag, start: null }, { ...flag, criterion: "a" }],
      (criterion) => criterion.toUpperCase(),
      (each) => each.kind,
    );
    expect(found.map(({ time, sign, evidence: at, text }) => [time, sign, at, text])).toEqual([
      [2, "met", 1, "A"],
      [4, "flag", 0, "tension_peak"],
      [8, "met", 0, "A"],
    ]);
  });
});
