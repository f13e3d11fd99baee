import { describe, expect, it } from "vitest";
import { pair } from "./pairs";

const file = (name: string) => new File(["x"], name);
const paired = (...names: string[]) => {
  const { pairs, lonely } = pair(names.map(file));
  return [
    pairs.map((each) => [each.audio.name, each.sidecar?.name ?? null]),
    lonely.map((each) => each.name),
  ];
};

describe("files that belong together", () => {
  it("are found by name, the fuller name first", () => {
    expect(paired("a.wav", "a.wav.json", "a.json", "b.mp3", "b.json", "c.opus")).toEqual([
      [
        ["a.wav", "a.wav.json"],
        ["b.mp3", "b.json"],
        ["c.opus", null],
      ],
      ["a.json"],
    ]);
  });

  it("are not guessed where a name could mean two", () => {
    expect(paired("a.wav", "a.mp3", "a.json")).toEqual([
      [
        ["a.wav", null],
        ["a.mp3", null],
      ],
      ["a.json"],
    ]);
  });
});
