import { queryOptions } from "@tanstack/react-query";
import { get } from "./client";
import type { components } from "./schema";

/** A kind of name that is suggested. */
export type Named = keyof components["schemas"]["Suggestions"];

/** Names that calls had lately; they change slowly. */
export const suggestions = queryOptions({
  queryKey: ["suggestions"],
  queryFn: ({ signal }) => get("/v1/suggestions", { signal }),
  staleTime: 10 * 60_000,
});
