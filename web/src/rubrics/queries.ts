import { queryOptions } from "@tanstack/react-query";
import { change } from "../api/change";
import { get } from "../api/client";
import type { components } from "../api/schema";
import type { Schema } from "./editor/completion";

type Schemas = components["schemas"];
export type Version = Schemas["VersionSummary"];
export type Whole = Schemas["RubricVersion"];
export type Gates = Schemas["Gates"];
export type Checked = Schemas["Checked"];
export type Located = Schemas["Located"];
export type Answer = Schemas["Answer"];
export type Status = Schemas["Status"];

/** Everything that a new version changes. */
export const RUBRICS = ["rubrics"] as const;

export const versions = queryOptions({
  queryKey: [...RUBRICS, "versions"],
  queryFn: ({ signal }) => get("/v1/rubric-versions", { signal }),
});

export const version = (digest: string) =>
  queryOptions({
    queryKey: [...RUBRICS, "version", digest],
    queryFn: ({ signal }) => get("/v1/rubric-versions/{digest}", { path: { digest }, signal }),
  });

/** What is asked of a version takes seconds, and its answer changes with the version only. */
export const gates = (digest: string) =>
  queryOptions({
    queryKey: [...RUBRICS, "gates", digest],
    queryFn: ({ signal }) => get("/v1/rubric-versions/{digest}/gates", { path: { digest }, signal }),
    staleTime: 5 * 60_000,
  });

export const schema = queryOptions({
  queryKey: ["rubric-schema"],
  queryFn: async ({ signal }): Promise<Schema> => (await get("/v1/rubric-schema", { signal })) as Schema,
  staleTime: Number.POSITIVE_INFINITY,
});

/** Drafts are long: what was asked of them is soon forgotten. */
const BRIEFLY = { gcTime: 60_000, staleTime: Number.POSITIVE_INFINITY } as const;

/** What is wrong with a draft, line by line; with `run`, what its examples say. */
export const check = (text: string, examples: string, run: boolean) =>
  queryOptions({
    queryKey: ["rubric-check", text, examples, run],
    queryFn: () => change<Checked>("POST", "/v1/rubric-checks", { text, examples, run }),
    ...BRIEFLY,
  });

export const tryDialogue = (rubric: string, language: string, draft: string, turns: string) =>
  queryOptions({
    queryKey: ["rubric-try", rubric, language, draft, turns],
    queryFn: () =>
      change<Schemas["Scorecard"]>("POST", `/v1/rubrics/${encodeURIComponent(rubric)}/try`, {
        language,
        draft,
        turns,
      }),
    ...BRIEFLY,
  });

export const tryRecording = (recording: string, text: string) =>
  queryOptions({
    queryKey: ["rubric-try-call", recording, text],
    queryFn: () =>
      change<Schemas["Scorecard"]>("POST", `/v1/recordings/${encodeURIComponent(recording)}/try`, { text }),
    ...BRIEFLY,
  });

export const add = (text: string, examples: string, reason: string) =>
  change<Version>("POST", "/v1/rubrics", { text, examples, reason });

export const publish = (digest: string, status: "trial" | "active", reason: string, force: boolean) =>
  change<Version>("POST", `/v1/rubric-versions/${digest}/publish`, { status, reason, force });

export const retire = (digest: string, reason: string) =>
  change<Version>("POST", `/v1/rubric-versions/${digest}/retire`, { reason });
