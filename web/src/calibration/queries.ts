import { queryOptions } from "@tanstack/react-query";
import { change } from "../api/change";
import { type Asking, get } from "../api/client";
import { every } from "../api/every";
import type { components } from "../api/schema";
import type { Outcome } from "../api/types";

type Schemas = components["schemas"];
export type Session = Schemas["Calibration"];
export type Result = Schemas["SessionResult"];
export type Agreements = Schemas["Agreements"];
export type PlacedMode = Schemas["PlacedMode"];
export type Confidence = Schemas["Confidence"];

export const CALIBRATION = ["calibration"] as const;

/** The machine, as a rater: rater zero. */
export const MACHINE = "everycall";

export const sessions = queryOptions({
  queryKey: [...CALIBRATION, "sessions"],
  queryFn: ({ signal }) => get("/v1/calibrations", { signal }),
});

export const oneSession = (id: string) =>
  queryOptions({
    queryKey: [...CALIBRATION, "session", id],
    queryFn: ({ signal }) => get("/v1/calibrations/{session_id}", { path: { session_id: id }, signal }),
  });

export const form = (id: string) =>
  queryOptions({
    queryKey: [...CALIBRATION, "form", id],
    queryFn: ({ signal }) => get("/v1/calibrations/{session_id}/form", { path: { session_id: id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const result = (id: string) =>
  queryOptions({
    queryKey: [...CALIBRATION, "result", id],
    queryFn: ({ signal }) =>
      get("/v1/calibrations/{session_id}/result", { path: { session_id: id }, signal }),
  });

/** Which answers of people are looked at. */
export type Of = NonNullable<Asking<"/v1/quality/agreement">["query"]>;

export const agreement = (of: Of) =>
  queryOptions({
    queryKey: [...CALIBRATION, "agreement", of],
    queryFn: ({ signal }) => get("/v1/quality/agreement", { query: of, signal }),
  });

export const errorRates = (of: Of) =>
  queryOptions({
    queryKey: [...CALIBRATION, "errors", of],
    queryFn: ({ signal }) => get("/v1/quality/error-rates", { query: of, signal }),
  });

export type Publishing = NonNullable<Asking<"/v1/quality/published">["query"]>;

export const published = (of: Publishing) =>
  queryOptions({
    queryKey: [...CALIBRATION, "published", of],
    queryFn: ({ signal }) => get("/v1/quality/published", { query: of, signal }),
  });

export const confidence = (of: Of, target: number) =>
  queryOptions({
    queryKey: [...CALIBRATION, "confidence", of, target],
    queryFn: ({ signal }) => get("/v1/quality/confidence", { query: { ...of, target }, signal }),
  });

export const modes = (rubric: string) =>
  queryOptions({
    queryKey: [...CALIBRATION, "modes", rubric],
    queryFn: ({ signal }) => get("/v1/quality/modes", { query: { rubric }, signal }),
  });

export const people = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => every((from) => get("/v1/people", { query: from, signal })),
});

export interface Opening {
  title: string;
  evaluation: string;
  participants: readonly string[];
  expert: string | null;
  due_days: number;
}

export const open = (body: Opening) => change<Session>("POST", "/v1/calibrations", body);

export interface Voted {
  criterion: string;
  outcome: Outcome;
  reason: string;
}

export const vote = (id: string, votes: readonly Voted[]) =>
  change<Session>("PUT", `/v1/calibrations/${encodeURIComponent(id)}/votes`, { votes });

export const close = (id: string) =>
  change<Result>("POST", `/v1/calibrations/${encodeURIComponent(id)}/close`);
