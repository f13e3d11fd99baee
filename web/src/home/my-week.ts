import { queryOptions } from "@tanstack/react-query";
import { get } from "../api/client";
import type { components } from "../api/schema";

export type MyWeek = components["schemas"]["MyWeek"];

export const WEEK = ["week"] as const;

/** The agent's own week; the last that is over where none is named. */
export const myWeek = (week?: string) =>
  queryOptions({
    queryKey: week === undefined ? WEEK : [...WEEK, week],
    queryFn: ({ signal }) => get("/v1/me/week", { query: week === undefined ? {} : { week }, signal }),
  });
