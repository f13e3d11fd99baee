import { describe, expect, it } from "vitest";
import { address, problemIn } from "./client";

describe("addresses", () => {
  it("are filled in, and nothing in a name leaves its place", () => {
    expect(address("/v1/recordings/{recording_id}/peaks", { recording_id: "a/../b?c" })).toBe(
      "/v1/recordings/a%2F..%2Fb%3Fc/peaks",
    );
  });

  it("repeat lists and leave out what is not there", () => {
    const query = { state: ["done", "failed"], queue: undefined, team: null, score_to: 0, call_id: "a&b 1" };
    expect(address("/v1/recordings", {}, query)).toBe(
      "/v1/recordings?state=done&state=failed&score_to=0&call_id=a%26b+1",
    );
  });
});

describe("problems", () => {
  it.each(["", "<html>", "null", "[]", '{"detail":1}'])("are none in %s", (text) =>
    expect(problemIn(text)).toBeNull(),
  );

  it("are read where they are", () => {
    const problem = { code: "qa.not_found", detail: "There is none.", title: "", status: 404 };
    expect(problemIn(JSON.stringify(problem))?.code).toBe("qa.not_found");
  });
});
