import { describe, expect, it } from "vitest";
import { stands } from "./stands";

const judged = (rubric: string, author: "machine" | "person", name: string) => ({ rubric, author, name });
const standing = (...all: ReturnType<typeof judged>[]) =>
  stands(
    all,
    ({ rubric }) => rubric,
    ({ author }) => author === "person",
  ).map(({ name }) => name);

describe("what stands for a call", () => {
  it("is a person's word before the machine's, whichever came first", () => {
    expect(standing(judged("a", "machine", "m"), judged("a", "person", "p"))).toEqual(["p"]);
    expect(standing(judged("a", "person", "p"), judged("a", "machine", "rescored"))).toEqual(["p"]);
  });

  it("is the newest of its kind, by each rubric", () => {
    expect(
      standing(
        judged("a", "person", "p1"),
        judged("a", "person", "p2"),
        judged("b", "machine", "m1"),
        judged("b", "machine", "m2"),
      ),
    ).toEqual(["p2", "m2"]);
  });
});
