import { describe, expect, it } from "vitest";
import { asked, columnsOf, renamed } from "./switch-list";

describe("a file of the switch's calls", () => {
  it("has a column for each fact that it gives", () => {
    const columns = [
      { name: "uniqueid", fact: "call_id" },
      { name: "trunk", fact: null },
    ];
    expect(columnsOf(columns)).toEqual({ call_id: "uniqueid" });
  });

  it("is read by the names that are chosen, and by its own where none is", () => {
    const names = renamed({}, "call_id", "uniqueid");
    expect(renamed(names, "started_at", "calldate")).toEqual({ call_id: "uniqueid", started_at: "calldate" });
    expect(renamed(names, "call_id", "")).toEqual({});
    expect(renamed(names, "call_id", "call_id")).toEqual({});
  });

  it("is asked for with what is known of it, and no more", () => {
    expect(asked({ source: " ", zone: "", names: {} }, true)).toBe("/v1/cdrs/file?dry_run=true");
    expect(asked({ source: "pbx", zone: "Asia/Shanghai", names: { call_id: "a=b" } }, false)).toBe(
      "/v1/cdrs/file?dry_run=false&source=pbx&zone=Asia%2FShanghai&column=call_id%3Da%3Db",
    );
  });
});
