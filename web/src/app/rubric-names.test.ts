import { expect, test } from "vitest";
import type { Version } from "../rubrics/queries";
import { titlesOf } from "./rubric-names";

const version = (rubric: string, language: Version["language"], title: string, status: Version["status"]) =>
  ({ rubric, language, title, status, changed_at: "2026-03-01T00:00:00Z" }) as Version;

const SHELF = [
  version("compliance", "en", "Compliance", "active"),
  version("compliance", "zh", "合规", "active"),
  version("parcels", "en", "Parcels", "retired"),
  version("parcels", "en", "Parcel enquiries", "draft"),
];

test("a rubric is called as in the reader's language, or as in the other where there is none", () => {
  expect(titlesOf(SHELF, "zh").get("compliance")).toBe("合规");
  expect(titlesOf(SHELF, "en").get("compliance")).toBe("Compliance");
  expect(titlesOf(SHELF, "zh").get("parcels")).toBe("Parcel enquiries");
  expect(titlesOf(SHELF, "zh").get("gone")).toBeUndefined();
});
