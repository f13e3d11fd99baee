import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { problemIn, whyOf } from "./why";

describe("why a call is looked at", () => {
  it("is said in the reader's language", () => {
    const flag = { kind: "tension_peak", why: "2.4 above their usual." } as const;
    expect(whyOf(flag, en, "en")).toBe(flag.why);
    expect(whyOf(flag, zh, "zh")).toBe(zh.inbox.meaning.tension_peak);
    expect(whyOf({ kind: "auto_fail", why: "disclosure：没有说过。" }, zh, "zh")).toBe(
      "disclosure：没有说过。",
    );
  });

  it("is of a failure its kind, and the message itself where that is not known", () => {
    expect(problemIn({ code: "asr.too_long" }, zh, "zh")).toBe(zh.reasons.problem["asr.too_long"]);
    expect(problemIn({ code: "new.kind" }, zh, "zh")).toBeNull();
    expect(problemIn({ code: "asr.too_long" }, en, "en")).toBeNull();
  });
});
