import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { change } from "../api/change";
import { type Asking, get } from "../api/client";
import type { components } from "../api/schema";
import { asFilters, type Behind } from "./search";

type Schemas = components["schemas"];
export type Need = Schemas["HeatmapNeed"];
export type HeatCell = Schemas["HeatCell"];
export type HeatRow = Schemas["HeatRow"];
export type Shown = Schemas["ShownPlan"];
export type Plan = Schemas["CoachingPlan"];
export type Charted = Schemas["Charted"];
export type Peer = Schemas["Peer"];
export type Ranked = Schemas["Ranked"];

export const COACHING = ["coaching"] as const;

export type Compared = NonNullable<Asking<"/v1/needs">["query"]>;
export type Trended = NonNullable<Asking<"/v1/trends">["query"]>;

export const needs = (of: Compared) =>
  queryOptions({
    queryKey: ["needs", of],
    queryFn: ({ signal }) => get("/v1/needs", { query: of, signal }),
  });

export const heatmap = (of: Compared) =>
  queryOptions({
    queryKey: ["heatmap", of],
    queryFn: ({ signal }) => get("/v1/heatmap", { query: of, signal }),
  });

export const trend = (of: Trended) =>
  queryOptions({
    queryKey: ["trend", of],
    queryFn: ({ signal }) => get("/v1/trends", { query: of, signal }),
  });

export type Controlled = NonNullable<Asking<"/v1/trends/control">["query"]>;

export const control = (of: Controlled) =>
  queryOptions({
    queryKey: ["control", of],
    queryFn: ({ signal }) => get("/v1/trends/control", { query: of, signal }),
  });

export type Peered = NonNullable<Asking<"/v1/peers">["query"]>;

export type Digest = Schemas["Digest"];

export const digest = (of: NonNullable<Asking<"/v1/digest">["query"]>) =>
  queryOptions({
    queryKey: ["digest", of],
    queryFn: ({ signal }) => get("/v1/digest", { query: of, signal }),
  });

export const peers = (of: Peered) =>
  queryOptions({
    queryKey: ["peers", of],
    queryFn: ({ signal }) => get("/v1/peers", { query: of, signal }),
  });

export const board = (of: Compared) =>
  queryOptions({
    queryKey: ["leaderboard", of],
    queryFn: ({ signal }) => get("/v1/leaderboard", { query: of, signal }),
  });

/** The calls behind a number. */
export const callsBehind = (behind: Behind) =>
  infiniteQueryOptions({
    queryKey: ["recordings", "behind", behind],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/recordings", {
        query: { ...asFilters(behind), limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const plans = (agent?: string) =>
  queryOptions({
    queryKey: [...COACHING, "list", agent ?? ""],
    queryFn: ({ signal }) => get("/v1/coaching", { query: agent === undefined ? {} : { agent }, signal }),
  });

export const plan = (id: string) =>
  queryOptions({
    queryKey: [...COACHING, "plan", id],
    queryFn: ({ signal }) => get("/v1/coaching/{plan_id}", { path: { plan_id: id }, signal }),
  });

export const effect = (id: string) =>
  queryOptions({
    queryKey: [...COACHING, "effect", id],
    queryFn: ({ signal }) => get("/v1/coaching/{plan_id}/effect", { path: { plan_id: id }, signal }),
  });

const at = (id: string, way: string) => `/v1/coaching/${encodeURIComponent(id)}${way}`;

export interface Drafted {
  agent: string;
  rubric: string;
  goals: readonly { criterion: string; target: number }[];
  due: string;
}

export const draft = (body: Drafted) => change<Shown>("POST", "/v1/coaching", body);
export type Revised = Pick<Drafted, "goals" | "due">;
export const revise = (id: string, body: Revised) => change<Shown>("PUT", at(id, ""), body);
export const acknowledge = (id: string) => change<Shown>("POST", at(id, "/acknowledge"));
export const reply = (id: string, text: string) => change<Shown>("POST", at(id, "/replies"), { text });
export const share = (id: string) => change<Shown>("POST", at(id, "/share"));
export const finish = (id: string, reason: string) => change<Shown>("POST", at(id, "/done"), { reason });
export const cancel = (id: string, reason: string) => change<Shown>("POST", at(id, "/cancel"), { reason });
export const remark = (id: string, text: string) => change<Shown>("POST", at(id, "/remarks"), { text });

export interface Clipped {
  recording: string;
  start: number;
  end: number;
  note: string;
  criterion: string | null;
}

export const clip = (id: string, body: Clipped) => change<Shown>("POST", at(id, "/clips"), body);
export const unclip = (id: string, clip: string) =>
  change<Shown>("DELETE", at(id, `/clips/${encodeURIComponent(clip)}`));
export const arrange = (id: string, clips: readonly string[]) =>
  change<Shown>("PUT", at(id, "/clips"), { clips });
