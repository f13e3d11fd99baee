import { describe, expect, it } from "vitest";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { errandFor, reasonIn, worded } from "./reasons";

describe("why a call came no further", () => {
  it("is read as the ledger writes it", () => {
    expect(reasonIn("not_received")).toEqual({ kind: "not_received", code: "" });
    expect(reasonIn("failed:asr.not_audio")).toEqual({ kind: "failed", code: "asr.not_audio" });
  });

  it("is said in the reader's language", () => {
    expect(worded("failed:asr.not_audio", en)).toBe("Failed: the file is no sound");
    expect(worded("failed:asr.not_audio", zh)).toBe("处理失败，原因：文件不是音频");
    expect(worded("not_scorable:silence", zh)).toBe("录音无法评分，原因：全程无声");
    expect(worded("undecided", zh)).toBe("有评分项待人工判定");
  });

  it("stands as it is where nobody has words for it", () => {
    expect(worded("failed:new.code", en)).toBe("Failed: new.code");
    expect(worded("strange", zh)).toBe("strange");
  });

  it("leads to sending again only what failed", () => {
    expect(errandFor("failed:asr.not_audio")).toEqual({ state: "failed", code: "asr.not_audio" });
    expect([errandFor("waiting"), errandFor("not_scorable:silence")]).toEqual([null, null]);
  });
});
