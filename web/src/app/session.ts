import { type QueryClient, queryOptions } from "@tanstack/react-query";
import * as api from "../api/change";
import { get, Refusal } from "../api/client";
import type { components } from "../api/schema";

/** Who is signed in, and what they may do. */
export type Me = components["schemas"]["Me"];

const NOBODY = 401;

/** Who is signed in; null where nobody is. */
export const session = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await get("/v1/session", { signal });
    } catch (error) {
      if (error instanceof Refusal && error.status === NOBODY) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const signIn = (login: string, password: string, code: string) =>
  api.change<Me>("POST", "/v1/session", { login, password, code });

export const signOut = () => api.change<void>("DELETE", "/v1/session");

/** Makes another person of who is signed in; what the former one saw is forgotten. */
export function change(queries: QueryClient, me: Me | null) {
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
  queries.setQueryData(session.queryKey, me);
}

/** Where people begin, by what they may do; the first that fits. */
const BEGINNINGS = [
  ["review", "/inbox"],
  ["acknowledge", "/me"],
  ["coach", "/team"],
  ["read_recording", "/calls"],
  ["upload", "/upload"],
  ["read_people", "/administration"],
] as const;

/** The page that somebody begins at: reviewers at what waits for them, agents at their own, supervisors at their team. */
export function firstPage({ may }: Pick<Me, "may">): (typeof BEGINNINGS)[number][1] {
  return BEGINNINGS.find(([action]) => may[action] !== undefined)?.[1] ?? "/calls";
}

/** Where to go after signing in: a page of ours, never another site's. */
export function destination(to: unknown): string {
  return typeof to === "string" && /^\/(?![/\\])/.test(to) && !to.startsWith("/sign-in") ? to : "/";
}
