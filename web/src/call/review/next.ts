import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { review, reviewsOfCall, worklist } from "../../api/programme";
import { cues, peaks, recording, transcript } from "../../api/queries";
import type { Task } from "../../api/types";

/** The next review on one's list; what its page shows is fetched while this one is done. */
export function useNext(doing: string | undefined): Task | null {
  const queries = useQueryClient();
  const { data } = useQuery({ ...worklist, enabled: doing !== undefined });
  const next = data?.items.find((each) => each.review.id !== doing) ?? null;
  const id = next?.review.recording;
  const reviewId = next?.review.id;
  useEffect(() => {
    if (id === undefined || reviewId === undefined) return;
    const fetchAll = async () => {
      const found = await queries.ensureQueryData(recording(id));
      void queries.prefetchQuery(reviewsOfCall(id));
      void queries.prefetchQuery(review(reviewId));
      const { transcript: words, audio_sha256: sound } = found.recording;
      if (words !== null) {
        void queries.prefetchQuery(transcript(id, words));
        void queries.prefetchQuery(cues(id, words));
      }
      if (sound !== null) void queries.prefetchQuery(peaks(id, sound, null));
    };
    // What cannot be fetched ahead is fetched, and told, on its own page.
    fetchAll().catch(() => undefined);
  }, [queries, id, reviewId]);
  return next;
}
