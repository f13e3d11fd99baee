import { describe, expect, it } from "vitest";
import { destination } from "./session";

describe("where to go after signing in", () => {
  it.each(["/calls", "/calls/a?t=12", "/upload"])("is %s", (to) => expect(destination(to)).toBe(to));

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/sign-in",
    7,
    undefined,
  ])("is never %s", (to) => expect(destination(to)).toBe("/calls"));
});
