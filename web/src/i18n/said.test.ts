import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inWords, type Said } from "./said";
import { said, words } from "./zh/said";

/** The house's own list of sentences: code and English. */
const WRITTEN = ["sentence", "refusal_sentence"].map((module) =>
  readFileSync(new URL(`../../../qa/${module}.py`, import.meta.url), "utf8"),
);
const SENTENCES = new Map(
  [
    ...WRITTEN.join("\n").matchAll(
      /^ {4}"((?:parties|cue|gain|health|purge|kept|off|flag|gate|example|change|lint|cdr|no)\.\w+)": ((?:"[^"]*"\s*)+),$/gm,
    ),
  ].map(([, code = "", text = ""]) => [code, text]),
);

const parts = (code: string) =>
  [...(SENTENCES.get(code) ?? "").matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);

function apart(code: string, values: Record<string, string>, why: Said[] = []): Said {
  return { code, values, why, text: code };
}

describe("the sentences of the house", () => {
  it("are all known in Chinese, and none that the house has not", () => {
    expect(SENTENCES.size).toBeGreaterThan(50);
    expect(Object.keys(said).sort()).toEqual([...SENTENCES.keys()].sort());
  });

  it.each([...SENTENCES.keys()])("say every part of %s", (code) => {
    const values = Object.fromEntries(parts(code).map((name, at) => [name, `${at}7${at}`]));
    const why = "why" in values ? [apart("cue.none", {})] : [];
    const told = inWords("x", { x: [apart(code, values, why)] }, "zh") ?? "";
    expect(told).toMatch(/[\p{Script=Han}（]/u);
    for (const [name, value] of Object.entries(values))
      expect(told).toContain(name === "why" ? said["cue.none"]?.({}, "") : value);
  });

  it("have their words in Chinese, too", () => {
    for (const [word, told] of Object.entries(words)) expect(told, word).toMatch(/\p{Script=Han}/u);
    const pitch = { semitones: "3.1", side: "above", usual: "this speaker's usual" };
    expect(inWords("x", { x: [apart("cue.pitch", pitch)] }, "zh")).toBe(
      "音高高于说话人自己的平常水平 3.1 个半音",
    );
    const sign = { side: "channel-0", sign: "offers help", at: "0:07" };
    expect(inWords("x", { x: [apart("parties.sign", sign)] }, "zh")).toBe("声道 0 询问需要什么帮助（0:07）");
  });

  it("stay as they are in English, and where nobody took them apart", () => {
    expect(inWords("over 3 segments", undefined, "en")).toBe("over 3 segments");
    expect(inWords("channel-0 offers help (“channel-0”, 0:07)", undefined, "en")).toBe(
      "channel 0 offers help (“channel-0”, 0:07)",
    );
    expect(inWords("x", undefined, "zh")).toBeNull();
    expect(inWords("x", { x: [apart("", {})] }, "zh")).toBeNull();
    expect(inWords("x", { x: [apart("cue.none", {}), apart("", {})] }, "zh")).toBeNull();
    expect(
      inWords("x", { x: [apart("purge.layer", { layer: "audio", why: "?" }, [apart("", {})])] }, "zh"),
    ).toBeNull();
  });
});
