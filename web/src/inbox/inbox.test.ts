import { describe, expect, it } from "vitest";
import { Refusal } from "../api/client";
import type { saveFilter } from "../api/saved";
import { moveOver, readSaved } from "./saved";
import { asked, kept, readInbox } from "./search";

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
    expect(asked(readInbox({ view: "all", team: "north", soon: true }))).toEqual({
      team: "north",
      soon: true,
    });
    expect(asked({ view: "done" }).state).toEqual(["submitted", "released", "acknowledged"]);
  });

  it("leads to the reviews of a plan, by where they are", () => {
    const plan = { plan: "p-1", skipped: true as const };
    expect(asked({ view: "all", ...plan, state: "waiting" })).toEqual({ ...plan, state: ["waiting"] });
    expect(asked({ view: "done", plan: "p-1", state: "waiting" }).state).not.toContain("waiting");
    expect(asked({ plan: "p-1", state: "assigned" })).toEqual({ mine: true, plan: "p-1" });
    expect(readInbox({ view: "all", plan: "p-1", state: "done", skipped: "yes" })).toEqual({
      view: "all",
      plan: "p-1",
    });
  });

  it("is kept as the API takes it, and read again", () => {
    const search = { view: "all" as const, plan: "p-1", state: "waiting" as const };
    expect(kept(search)).toEqual({ ...search, state: ["waiting"] });
    expect(readInbox(kept(search))).toEqual(search);
    expect(kept({ queue: "loans" })).toEqual({ queue: "loans" });
  });
});

describe("saved filters", () => {
  it.each(["{", "null", "7", '[{"name":3}]', '[{"name":"x","search":null}]'])("survive %s", (text) => {
    expect(readSaved(text)).toEqual([]);
  });

  const KEPT = '[{"name":"late","search":{"overdue":true}},{"name":"mine","search":{"queue":"loans"}}]';

  function browser(text: string) {
    const kept = new Map([["everycall.inbox.u1", text]]);
    return {
      kept,
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    };
  }

  it("move from the browser to the house, once, and not over one that has the name", async () => {
    const place = browser(KEPT);
    const sent: unknown[] = [];
    const save: typeof saveFilter = async (_, list, name, filters) => {
      sent.push([list, name, filters]);
      return { id: "f", list, name, filters, saved_at: "2026-01-01T00:00:00Z" };
    };
    const there = [{ id: "f0", list: "inbox" as const, name: "mine", filters: {}, saved_at: "" }];
    expect(await moveOver(place, "u1", there, save)).toBe(true);
    expect(sent).toEqual([["inbox", "late", { overdue: true }]]);
    expect(place.kept.size).toBe(0);
    expect(await moveOver(place, "u1", there, save)).toBe(false);
  });

  it("stay in the browser while the house is away, and go where it refuses them", async () => {
    const away = browser(KEPT);
    const save = (status: number) => async () => {
      throw new Refusal(status, null);
    };
    expect(await moveOver(away, "u1", [], save(0))).toBe(false);
    expect(readSaved(away.kept.get("everycall.inbox.u1") ?? null)).toHaveLength(2);
    const refused = browser(KEPT);
    expect(await moveOver(refused, "u1", [], save(422))).toBe(false);
    expect(refused.kept.size).toBe(0);
  });
});
