import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { review, worklist } from "../../api/programme";
import type { Task } from "../../api/types";
import { fetchAhead } from "../ahead";

/** The next review on one's list; what its page shows is fetched while this one is done. */
export function useNext(doing: string | undefined): Task | null {
  const queries = useQueryClient();
  const { data } = useQuery({ ...worklist, enabled: doing !== undefined });
  const next = data?.items.find((each) => each.review.id !== doing) ?? null;
  const id = next?.review.recording;
  const reviewId = next?.review.id;
  useEffect(() => {
    if (id === undefined || reviewId === undefined) return;
    void queries.prefetchQuery(review(reviewId));
    fetchAhead(queries, id).catch(() => undefined);
  }, [queries, id, reviewId]);
  return next;
}
