import { describe, expect, it } from "vitest";
import { destination, firstPage } from "./session";

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
  ])("is never %s", (to) => expect(destination(to)).toBe("/"));
});

describe("where people begin", () => {
  it.each([
    [{ review: "all", acknowledge: "own" }, "/inbox"],
    [{ acknowledge: "own" }, "/me"],
    [{ coach: "teams", read_recording: "teams" }, "/team"],
    [{ read_recording: "all", read_people: "all" }, "/calls"],
    [{ upload: "all" }, "/upload"],
    [{ read_people: "all", manage_keys: "all" }, "/administration"],
    [{}, "/calls"],
  ])("is, for %o, %s", (may, page) => expect(firstPage({ may: may as Record<string, string> })).toBe(page));
});
