import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { read } from "../call/waveform/peaks";
import { type Asking, get, getBytes } from "./client";
import type { Listed, State } from "./types";

const SETTLED: readonly State[] = ["done", "failed", "not_scorable"];
const WATCHING_MS = 1500;
const LOOKING_MS = 15_000;
/** Pages of a list that are kept fresh; who has scrolled past them looks for a call, and watches none. */
export const FOLLOWED = 3;

export type Filters = NonNullable<Asking<"/v1/recordings">["query"]>;

export const isSettled = ({ recording }: Pick<Listed, "recording">) => SETTLED.includes(recording.state);

/** The list, page by page; looked at again soon while a call on it is being worked on. */
export const recordings = (filters: Filters) =>
  infiniteQueryOptions({
    queryKey: ["recordings", filters],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/recordings", {
        query: { ...filters, limit: 200, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? [];
      // Every page that is there would be asked for again, one after the other.
      if (pages.length > FOLLOWED) return false;
      return pages.some((page) => page.items.some((each) => !isSettled(each))) ? WATCHING_MS : LOOKING_MS;
    },
  });

export const recording = (id: string) =>
  queryOptions({
    queryKey: ["recording", id],
    queryFn: ({ signal }) => get("/v1/recordings/{recording_id}", { path: { recording_id: id }, signal }),
    refetchInterval: ({ state }) => (state.data && !isSettled(state.data) ? WATCHING_MS : false),
  });

/** What was heard is named by its id and never changes. */
const heard = { staleTime: Number.POSITIVE_INFINITY };

export const transcript = (id: string, transcript: string) =>
  queryOptions({
    queryKey: ["transcript", id, transcript],
    queryFn: ({ signal }) =>
      get("/v1/recordings/{recording_id}/transcript", {
        path: { recording_id: id },
        query: { format: "json", transcript },
        signal,
      }),
    ...heard,
  });

export const cues = (id: string, transcript: string) =>
  queryOptions({
    queryKey: ["cues", id, transcript],
    queryFn: ({ signal }) =>
      get("/v1/recordings/{recording_id}/cues", {
        path: { recording_id: id },
        query: { transcript },
        signal,
      }),
    ...heard,
  });

/** The scorecards in force; asked again when `version`, the recording's standing, changes. */
export const evaluations = (id: string, version: string) =>
  queryOptions({
    queryKey: ["evaluations", id, version],
    queryFn: ({ signal }) =>
      get("/v1/recordings/{recording_id}/evaluations", { path: { recording_id: id }, signal }),
  });

/** Every scorecard of a call, also those that another one stands for now. */
export const everyEvaluation = (id: string, version: string) =>
  queryOptions({
    queryKey: ["evaluations", id, version, "all"],
    queryFn: ({ signal }) =>
      get("/v1/recordings/{recording_id}/evaluations", {
        path: { recording_id: id },
        query: { former: true },
        signal,
      }),
  });

export const evaluation = (id: string) =>
  queryOptions({
    queryKey: ["evaluations", "one", id],
    queryFn: ({ signal }) => get("/v1/evaluations/{evaluation_id}", { path: { evaluation_id: id }, signal }),
  });

export const rubric = (digest: string) =>
  queryOptions({
    queryKey: ["rubric", digest],
    queryFn: ({ signal }) => get("/v1/rubric-versions/{digest}", { path: { digest }, signal }),
    ...heard,
  });

export const receipt = (evaluation: string) =>
  queryOptions({
    queryKey: ["receipt", evaluation],
    queryFn: ({ signal }) =>
      get("/v1/evaluations/{evaluation_id}/receipt", { path: { evaluation_id: evaluation }, signal }),
  });

/** How long a call is kept, and what that waits for. */
export const kept = (recording: string) =>
  queryOptions({
    queryKey: ["kept", recording],
    queryFn: ({ signal }) =>
      get("/v1/recordings/{recording_id}/retention", { path: { recording_id: recording }, signal }),
  });

/** Peaks of a stretch, or of the whole call in overview. */
export const peaks = (id: string, audio: string, stretch: { start: number; end: number } | null) =>
  queryOptions({
    queryKey: ["peaks", id, audio, stretch],
    queryFn: async ({ signal }) => {
      const query = stretch === null ? {} : { level: "fine" as const, ...stretch };
      return read(
        await getBytes("/v1/recordings/{recording_id}/peaks", { path: { recording_id: id }, query, signal }),
      );
    },
    ...heard,
  });
