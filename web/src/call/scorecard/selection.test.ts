import { describe, expect, it } from "vitest";
import type { Finding } from "../../api/types";
import { moved, placesOf, stepped } from "./selection";

const piece = (start: number) => ({
  start,
  end: start + 1,
  turn: 0,
  party: "agent" as const,
  quote: "",
  confidence: 1,
  cue: null,
  note: "",
});
const finding = (criterion: string, starts: number[], nearest: number | null = null) =>
  ({
    criterion,
    evidence: starts.map(piece),
    search: nearest === null ? null : { nearest: piece(nearest) },
  }) as unknown as Finding;

const card = [finding("a", [1, 5]), finding("b", []), finding("c", [], 7), finding("d", [9], 3)];

describe("moving by criterion", () => {
  it("begins at the edge and stops at the ends", () => {
    expect(moved(card, null, 1)?.criterion).toBe("a");
    expect(moved(card, null, -1)?.criterion).toBe("d");
    expect(moved(card, { criterion: "a", evidence: 1 }, 1)).toEqual({ criterion: "b", evidence: 0 });
    expect(moved(card, { criterion: "a", evidence: 0 }, -1)?.criterion).toBe("a");
    expect(moved([], null, 1)).toBeNull();
  });
});

describe("moving by evidence", () => {
  it("goes through all of it, past criteria without any, and comes back the same way", () => {
    const there = [];
    let at = stepped(card, null, 1);
    for (let n = 0; n < 5; n++) {
      there.push(`${at?.criterion}${at?.evidence}`);
      at = stepped(card, at, 1);
    }
    expect(there).toEqual(["a0", "a1", "c0", "d0", "d0"]);
    expect(stepped(card, { criterion: "b", evidence: 0 }, 1)).toEqual({ criterion: "c", evidence: 0 });
    expect(stepped(card, { criterion: "b", evidence: 0 }, -1)).toEqual({ criterion: "a", evidence: 1 });
    expect(stepped(card, { criterion: "a", evidence: 0 }, -1)).toEqual({ criterion: "a", evidence: 0 });
  });

  it("listens to the nearest miss only where nothing was found", () => {
    expect(placesOf(card[2] as Finding).map((each) => each.start)).toEqual([7]);
    expect(placesOf(card[3] as Finding).map((each) => each.start)).toEqual([9]);
    expect(placesOf(card[1] as Finding)).toEqual([]);
  });
});
