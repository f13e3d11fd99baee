import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Asking, get } from "../api/client";
import type { components } from "../api/schema";

export type AuditEvent = components["schemas"]["AuditEvent"];
export type Purge = components["schemas"]["Purge"];
export type PurgeState = components["schemas"]["PurgeState"];
export type Item = components["schemas"]["Item"];
export type LegalHold = components["schemas"]["LegalHold"];
export type Point = components["schemas"]["TrendPoint"];

export const rubrics = queryOptions({
  queryKey: ["rubrics"],
  queryFn: ({ signal }) => get("/v1/rubrics", { signal }),
});

export type TrendAsked = NonNullable<Asking<"/v1/trends">["query"]>;

export const trend = (asked: TrendAsked) =>
  queryOptions({
    queryKey: ["trend", asked],
    queryFn: ({ signal }) => get("/v1/trends", { query: asked, signal }),
  });

export type AuditAsked = NonNullable<Asking<"/v1/audit">["query"]>;

export const audit = (asked: AuditAsked) =>
  infiniteQueryOptions({
    queryKey: ["audit", asked],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/audit", {
        query: { ...asked, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const retention = queryOptions({
  queryKey: ["retention"],
  queryFn: ({ signal }) => get("/v1/retention", { signal }),
});

export const holds = (released: boolean) =>
  queryOptions({
    queryKey: ["holds", released],
    queryFn: ({ signal }) => get("/v1/legal-holds", { query: { released }, signal }),
  });

const WATCHING_MS = 10_000;

export const purges = queryOptions({
  queryKey: ["purges"],
  queryFn: ({ signal }) => get("/v1/retention/purges", { signal }),
  refetchInterval: WATCHING_MS,
});

export const purge = (id: string) =>
  infiniteQueryOptions({
    queryKey: ["purge", id],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/retention/purges/{purge_id}", {
        path: { purge_id: id },
        query: { after: pageParam, limit: 100 },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.purge.state === "approved" ? WATCHING_MS : false),
  });
