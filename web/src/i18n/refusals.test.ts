import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { refusalIn } from "./refusals";
import { refusals } from "./zh/refusals";

const MODULES = [
  "api/refusals",
  "api/sign_in_refusals",
  "asr/errors",
  "qa/errors",
  "qa/delivery_errors",
  "qa/ingest/errors",
  "qa/parties",
  "qa/plan_errors",
  "qa/saved_filter",
  "qa/statistics/errors",
  "scoring/errors",
  "storage/errors",
];

/** Roots of whole families: what is raised is one of their heirs. */
const ROOTS = /\.(error|ingest_error|ingest_listed|statistics_error)$/;

const CODES = MODULES.flatMap((module) => [
  ...readFileSync(new URL(`../../../${module}.py`, import.meta.url), "utf8").matchAll(
    /^ {4}code(?:: ClassVar\[str\])? = "([\w.]+)"/gm,
  ),
])
  .map(([, code = ""]) => code)
  .filter((code) => !ROOTS.test(code));

describe("the refusals of the house", () => {
  it("are all said in Chinese, and none that the house has not", () => {
    expect(CODES.length).toBeGreaterThan(90);
    expect(Object.keys(refusals).sort()).toEqual([...CODES].sort());
  });

  it("say a whole sentence, without shouting", () => {
    for (const [code, text] of Object.entries(refusals)) {
      expect(text, code).toMatch(/\p{Script=Han}.*。$/u);
      expect(text, code).not.toMatch(/[!！]/);
    }
  });

  it("leave their own words to who reads English, and what nobody knows as it is", () => {
    expect(refusalIn("qa.own_plan", "zh")).toBe("删除计划须由制定者以外的人批准。");
    expect(refusalIn("qa.own_plan", "en")).toBeNull();
    expect(refusalIn("new.kind", "zh")).toBeNull();
  });
});
