import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { change } from "./change";
import { type Asking, get } from "./client";
import { every } from "./every";
import type { components } from "./schema";
import type { Dispute, DisputeState, Proposal, Review, ReviewAnswer, ShownReview } from "./types";

export type ReviewFilters = NonNullable<Asking<"/v1/reviews">["query"]>;

/** Everything that changes with a review begins its key with this. */
export const REVIEWS = "reviews";
export const DISPUTES = "disputes";

const LOOKING_MS = 30_000;

/** What the one who asks has to do, the most urgent first. */
export const worklist = queryOptions({
  queryKey: [REVIEWS, "worklist"],
  queryFn: ({ signal }) => every((from) => get("/v1/worklist", { query: from, signal })),
  refetchInterval: LOOKING_MS,
});

export const reviews = (filters: ReviewFilters) =>
  infiniteQueryOptions({
    queryKey: [REVIEWS, "list", filters],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/reviews", {
        query: { ...filters, limit: 200, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: LOOKING_MS,
  });

export const reviewsOfCall = (recording: string) =>
  queryOptions({
    queryKey: [REVIEWS, "call", recording],
    queryFn: ({ signal }) =>
      get("/v1/recordings/{recording_id}/reviews", { path: { recording_id: recording }, signal }),
  });

export const reviewsOfMine = queryOptions({
  queryKey: [REVIEWS, "mine"],
  queryFn: ({ signal }) => get("/v1/me/reviews", { signal }),
});

export const review = (id: string) =>
  queryOptions({
    queryKey: [REVIEWS, "one", id],
    queryFn: ({ signal }) => get("/v1/reviews/{review_id}", { path: { review_id: id }, signal }),
  });

export const reviewers = queryOptions({
  queryKey: [REVIEWS, "reviewers"],
  queryFn: ({ signal }) => get("/v1/reviewers", { signal }),
});

export const disputes = (states: readonly DisputeState[]) =>
  queryOptions({
    queryKey: [DISPUTES, "list", states],
    queryFn: ({ signal }) => get("/v1/disputes", { query: { state: [...states] }, signal }),
    refetchInterval: LOOKING_MS,
  });

export const proposals = queryOptions({
  queryKey: [DISPUTES, "proposals"],
  queryFn: ({ signal }) =>
    get("/v1/proposals", { query: { state: ["seeking", "open", "accepted"] }, signal }),
  refetchInterval: LOOKING_MS,
});

/** What people are called, by their ids. */
export const names = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ["names", ids],
    queryFn: ({ signal }) => get("/v1/names", { query: { person: [...ids] }, signal }),
    staleTime: 10 * 60_000,
    enabled: ids.length > 0,
  });

/** An answer as it is sent; what was answered first is the API's to keep. */
export type Given = Omit<ReviewAnswer, "first">;

const of = (id: string) => `/v1/reviews/${encodeURIComponent(id)}`;

export const takeOver = (id: string) => change<Review>("POST", `${of(id)}/take-over`);
export const takeCall = (evaluation: string) => change<Review>("POST", "/v1/worklist", { evaluation });
export const skip = (id: string, reason: string) => change<Review>("POST", `${of(id)}/skip`, { reason });
export const answer = (id: string, answers: readonly Given[]) =>
  change<ShownReview>("PUT", `${of(id)}/answers`, { answers });
export const submit = (id: string) => change<ShownReview>("POST", `${of(id)}/submit`);
export const acknowledge = (id: string) => change<Review>("POST", `${of(id)}/acknowledge`);
export const handOut = (person: string, ids: readonly string[]) =>
  change<components["schemas"]["Handed"]>("POST", "/v1/worklist/assign", { person, reviews: ids });

/** What an agent contests. */
export interface Contesting {
  criterion: string;
  reason: string;
  at: number | null;
}

/** What is decided about it. */
export interface Ruled {
  verdict: "upheld" | "overturned";
  outcome: "met" | "not_applicable" | null;
  reason: string;
}

const about = (id: string) => `/v1/disputes/${encodeURIComponent(id)}`;
const proposal = (id: string) => `/v1/proposals/${encodeURIComponent(id)}`;

export const dispute = (evaluation: string, contesting: Contesting) =>
  change<Dispute>("POST", `/v1/evaluations/${encodeURIComponent(evaluation)}/disputes`, contesting);
export const appeal = (id: string, reason: string) =>
  change<Dispute>("POST", `${about(id)}/appeal`, { reason });
export const decide = (id: string, ruled: Ruled, appealed: boolean) =>
  change<Dispute>("POST", `${about(id)}/${appealed ? "decide-appeal" : "decide"}`, ruled);
export const accept = (id: string, reason: string, text: string | null) =>
  change<Proposal>("POST", `${proposal(id)}/accept`, { reason, ...(text === null ? {} : { text }) });
export const reject = (id: string, reason: string) =>
  change<Proposal>("POST", `${proposal(id)}/reject`, { reason });
