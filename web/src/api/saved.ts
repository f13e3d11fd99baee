import { queryOptions } from "@tanstack/react-query";
import { change } from "./change";
import { get } from "./client";
import type { components } from "./schema";

/** Filters that somebody gave a name; nobody else sees them. */
export type SavedFilter = components["schemas"]["SavedFilter"];
export type FilteredList = SavedFilter["list"];
/** Parameters of a list, as it takes them. */
export type Parameters = SavedFilter["filters"];

const WHERE = "/v1/session/own/filters";

export const savedFilters = queryOptions({
  queryKey: ["filters"],
  queryFn: ({ signal }) => get(WHERE, { signal }),
  staleTime: 5 * 60_000,
});

/** Keeps filters under a name; those that have the name already become these. */
export function saveFilter(
  kept: readonly SavedFilter[],
  list: FilteredList,
  name: string,
  filters: Parameters,
): Promise<SavedFilter> {
  const former = kept.find((each) => each.list === list && each.name === name);
  return former === undefined
    ? change("POST", WHERE, { list, name, filters })
    : change("PUT", `${WHERE}/${encodeURIComponent(former.id)}`, { list, name, filters });
}

export const removeFilter = (id: string) => change<undefined>("DELETE", `${WHERE}/${encodeURIComponent(id)}`);
