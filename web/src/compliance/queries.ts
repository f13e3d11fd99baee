import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Asking, get } from "../api/client";
import { every } from "../api/every";
import type { components } from "../api/schema";

const WATCHING_MS = 10_000;

export type AuditEvent = components["schemas"]["AuditEvent"];
export type Purge = components["schemas"]["Purge"];
export type PurgeState = components["schemas"]["PurgeState"];
export type Item = components["schemas"]["Item"];
export type TakenOut = components["schemas"]["TakenOut"];
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

const UNDER_WAY_MS = 3000;

/** What was taken out; looked at again while something is under way. */
export const taken = queryOptions({
  queryKey: ["exports"],
  queryFn: ({ signal }) => get("/v1/exports", { signal }),
  refetchInterval: ({ state }) =>
    state.data?.items.some((each) => each.state === "under_way") ? UNDER_WAY_MS : WATCHING_MS,
});

export const retention = queryOptions({
  queryKey: ["retention"],
  queryFn: ({ signal }) => get("/v1/retention", { signal }),
});

export const holds = (released: boolean) =>
  queryOptions({
    queryKey: ["holds", released],
    queryFn: ({ signal }) =>
      every((from) => get("/v1/legal-holds", { query: { released, ...from }, signal })),
  });

export const purges = queryOptions({
  queryKey: ["purges"],
  queryFn: ({ signal }) => every((from) => get("/v1/retention/purges", { query: from, signal })),
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
