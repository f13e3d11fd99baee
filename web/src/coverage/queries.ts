import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { get } from "../api/client";
import type { components } from "../api/schema";

export type CoveredDay = components["schemas"]["CoveredDay"];
export type Totals = components["schemas"]["Totals"];
export type Gap = components["schemas"]["Gap"];
export type Drop = components["schemas"]["Drop"];

const LOOKING_MS = 30_000;
const WATCHING_MS = 5000;

export const DAYS = 90;

export const coveredDays = (team: string | undefined) =>
  queryOptions({
    queryKey: ["coverage", "days", team],
    queryFn: ({ signal }) => get("/v1/coverage/days", { query: team === undefined ? {} : { team }, signal }),
    refetchInterval: LOOKING_MS,
  });

/** A day's coverage and its gaps, page by page. */
export const coveredDay = (day: string, team: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["coverage", "day", day, team],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/coverage", {
        query: {
          day,
          limit: 100,
          ...(team === undefined ? {} : { team }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const work = queryOptions({
  queryKey: ["work"],
  queryFn: ({ signal }) => get("/v1/queues", { signal }),
  refetchInterval: WATCHING_MS,
});

export const sources = queryOptions({
  queryKey: ["sources"],
  queryFn: ({ signal }) => get("/v1/sources", { signal }),
  refetchInterval: LOOKING_MS,
});

export const teams = queryOptions({
  queryKey: ["teams"],
  queryFn: ({ signal }) => get("/v1/teams", { signal }),
});
