import { describe, expect, it } from "vitest";
import type { Session } from "./queries";
import { partOf } from "./sessions";

const one = (change: Partial<Session>): Session =>
  ({ state: "open", participants: ["mia", "bo"], votes: {}, ...change }) as Session;

describe("one's part in a session", () => {
  it("is to score until one has, and to look on otherwise", () => {
    expect(partOf(one({}), "mia")).toBe("score");
    expect(partOf(one({ votes: { mia: [] } }), "mia")).toBe("scored");
    expect(partOf(one({}), "cy")).toBe("open");
    expect(partOf(one({ state: "closed" }), "mia")).toBe("closed");
  });
});
