import { describe, expect, it } from "vitest";
import { readSaved, withSaved } from "./saved";
import { asked, readInbox } from "./search";

describe("the address of the inbox", () => {
  it("is read, and nothing unknown with it", () => {
    expect(readInbox({ view: "all", flag: "auto_fail", queue: 7, overdue: true, x: 1 })).toEqual({
      view: "all",
      flag: "auto_fail",
      queue: "7",
      overdue: true,
    });
    expect(readInbox({ view: "mine", flag: "gone", agent: " ", language: "fr", overdue: "yes" })).toEqual({});
  });

  it("is said as the API takes it", () => {
    expect(asked({})).toEqual({ mine: true });
    expect(asked({ view: "all", queue: "loans" })).toEqual({ queue: "loans" });
    expect(asked({ view: "done" }).state).toEqual(["submitted", "released", "acknowledged"]);
  });
});

describe("saved filters", () => {
  it.each(["{", "null", "7", '[{"name":3}]', '[{"name":"x","search":null}]'])("survive %s", (text) => {
    expect(readSaved(text)).toEqual([]);
  });

  it("come back as they were kept, the last of a name only", () => {
    const once = withSaved([], { name: "late", search: { overdue: true } });
    const twice = withSaved(once, { name: "late", search: { view: "all", overdue: true } });
    expect(readSaved(JSON.stringify(twice))).toEqual([
      { name: "late", search: { view: "all", overdue: true } },
    ]);
  });

  it("are not kept without end", () => {
    const many = Array.from({ length: 30 }, (_, at) => ({ name: `${at}`, search: {} }));
    expect(many.reduce(withSaved, [] as ReturnType<typeof readSaved>)).toHaveLength(20);
  });
});
