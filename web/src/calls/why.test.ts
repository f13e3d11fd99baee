import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import type { Said } from "../i18n/said";
import { zh } from "../i18n/zh";
import { byKind, explained, problemIn, whyOf } from "./why";

const flag = { start: null, end: null, rubric: null, criterion: null } as const;
const tense = {
  ...flag,
  kind: "tension_peak",
  why: "The customer's voice is tense (3.4 above the usual).",
} as const;
const fatal = {
  ...flag,
  kind: "auto_fail",
  why: "disclosure: 没有说过。",
  rubric: "compliance",
  criterion: "disclosure",
} as const;
const apart: Said = { code: "flag.tense", values: { by: "3.4" }, why: [], text: tense.why };
const chinese = { m: zh, language: "zh", said: { [tense.why]: [apart] } } as const;
const english = { m: en, language: "en", said: {} } as const;

describe("why a call is looked at", () => {
  it("is said in the reader's language", () => {
    expect(whyOf(tense, english)).toEqual({ text: tense.why, isEnglish: false });
    expect(whyOf(tense, chinese)).toEqual({ text: "客户声音紧张，高出平常水平 3.4。", isEnglish: false });
    expect(whyOf({ ...tense, why: "New words." }, chinese)).toBeNull();
  });

  it("is of a criterion its title and what its finding says, in the words of the rubric", () => {
    const title = () => "告知录音";
    expect(whyOf(fatal, chinese, title)).toEqual({ text: "告知录音：没有说过。", isEnglish: false });
    const foreign = { ...fatal, why: "disclosure: Not heard in 00:00–01:00." };
    expect(whyOf(foreign, chinese, title)?.isEnglish).toBe(true);
    expect(whyOf(foreign, english)?.isEnglish).toBe(false);
  });

  it("tells what the machine proposes in the reader's language, too", () => {
    const proposed = { ...fatal, why: "disclosure: the machine proposes not_met: 没有说过。" };
    expect(whyOf(proposed, chinese)?.text).toBe("disclosure：机器建议“未达标”。没有说过。");
    expect(whyOf(proposed, english)?.text).toContain("the machine proposes “Not met”.");
  });

  it("stands with what the flag means, and each reason once", () => {
    const [kind, raised] = byKind([tense, fatal, tense])[0] ?? ["random", []];
    expect(raised).toHaveLength(2);
    expect(explained(kind, raised, chinese)).toBe("客户声音非常紧张。\n客户声音紧张，高出平常水平 3.4。");
    expect(explained("random", [{ ...flag, kind: "random", why: "?" }], chinese)).toBe(
      zh.inbox.meaning.random,
    );
  });

  it("is of a failure its kind, and the message itself where that is not known", () => {
    expect(problemIn({ code: "asr.too_long" }, zh, "zh")).toBe(zh.reasons.problem["asr.too_long"]);
    expect(problemIn({ code: "storage.parts_missing" }, zh, "zh")).toBe("缺少分片，请补传后再完成上传。");
    expect(problemIn({ code: "new.kind" }, zh, "zh")).toBeNull();
    expect(problemIn({ code: "asr.too_long" }, en, "en")).toBeNull();
  });
});
