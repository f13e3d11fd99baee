import type { QueryClient } from "@tanstack/react-query";
import { reviewsOfCall } from "../api/programme";
import { cues, evaluations, peaks, recording, rubric, transcript } from "../api/queries";
import type { Recording } from "../api/types";

/** The standing of a call: its scorecards are asked for anew when this changes. */
export const standingOf = ({ state, attempt }: Recording) => `${state} ${attempt}`;

/**
 * Fetches what the page of a call shows, all at once, before the page's own code asks for it. What cannot be fetched
 * is asked for, and told, by the page itself.
 */
export async function fetchAhead(queries: QueryClient, id: string): Promise<void> {
  void queries.prefetchQuery(reviewsOfCall(id));
  const { recording: found } = await queries.fetchQuery({ ...recording(id), staleTime: 1_000 });
  const { transcript: words, audio_sha256: sound, erased } = found;
  if (words !== null && !erased?.transcript) {
    void queries.prefetchQuery(transcript(id, words));
    void queries.prefetchQuery(cues(id, words));
  }
  if (sound !== null && !erased?.audio) void queries.prefetchQuery(peaks(id, sound, null));
  const judged = await queries.fetchQuery(evaluations(id, standingOf(found)));
  for (const { scorecard } of judged) void queries.prefetchQuery(rubric(scorecard.digest));
}
