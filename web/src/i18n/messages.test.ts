import { describe, expect, it } from "vitest";
import { en } from "./en";
import { apart, clock, formats, percent } from "./format";
import { zh } from "./zh";

type Leaf = [string, string];

function leaves(table: object, place = ""): Leaf[] {
  return Object.entries(table).flatMap(([name, value]): Leaf[] => {
    if (typeof value === "object") return leaves(value, `${place}${name}.`);
    const text = typeof value === "function" ? value(...Array(value.length).fill("7")) : value;
    return [[place + name, text]];
  });
}

describe("the tables", () => {
  it("have the same names, none empty and none shouting", () => {
    expect(
      leaves(zh)
        .map(([name]) => name)
        .sort(),
    ).toEqual(
      leaves(en)
        .map(([name]) => name)
        .sort(),
    );
    for (const [name, text] of [...leaves(en), ...leaves(zh)]) {
      expect(text.trim(), name).not.toBe("");
      expect(text, name).not.toMatch(/[!！]/);
    }
  });

  it("are each in their own language", () => {
    for (const [name, text] of leaves(en)) expect(text, name).not.toMatch(/\p{Script=Han}/u);
    const foreign = leaves(zh).filter(([, text]) => !/\p{Script=Han}|^[\d\s/%7]+$/u.test(text));
    expect(foreign.map(([name]) => name)).toEqual(["product", "house.colon", "house.comma"]);
  });
});

describe("numbers", () => {
  it("write places in a call", () => {
    expect([0, 42.9, 3599, 3600, 3661, -1].map(clock)).toEqual([
      "0:00",
      "0:42",
      "59:59",
      "1:00:00",
      "1:01:01",
      "0:00",
    ]);
  });

  it("say how far away a moment is", () => {
    const [hour, day] = [3_600_000, 86_400_000];
    expect([0, 59_000, -90_000, 5 * hour, -47 * hour, 9 * day].map(apart)).toEqual([
      [0, "minute"],
      [0, "minute"],
      [-1, "minute"],
      [5, "hour"],
      [-1, "day"],
      [9, "day"],
    ]);
    expect(formats("en").away("2026-03-01T12:00:00Z", Date.parse("2026-03-01T09:00:00Z"))).toBe("in 3 hours");
  });

  it("never round doubt away", () => {
    expect([0, 0.5, 0.996, 1].map(percent)).toEqual([0, 50, 99, 100]);
    expect(formats("zh").percent(0.976)).toBe("97%");
    expect(formats("en").percent(0.976)).toBe("97 %");
  });
});
