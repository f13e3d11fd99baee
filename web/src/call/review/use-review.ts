import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { answer, type Given, REVIEWS, review, reviewsOfCall, submit } from "../../api/programme";
import { recording as recordingOf } from "../../api/queries";
import type { ShownReview, Task } from "../../api/types";
import { type Answers, answered, answersOf } from "./answers";

/** The reviews of a call, and the one among them that the person who looks is doing: by the rubric asked for, first. */
export function useReviews(recording: string, me: string | undefined, rubric: string | undefined) {
  const { data } = useQuery(reviewsOfCall(recording));
  const tasks: readonly Task[] = data?.items ?? [];
  const own = tasks.filter(({ review: each }) => each.state === "assigned" && each.reviewer === me);
  const mine = own.find(({ review: each }) => each.rubric === rubric) ?? own[0];
  const shown = useQuery({ ...review(mine?.review.id ?? ""), enabled: mine !== undefined });
  return {
    tasks,
    mine: mine === undefined ? null : (shown.data ?? null),
  };
}

/** Answers as they are given: shown at once, sent in turn, and kept here where sending fails. */
export function useAnswers(shown: ShownReview) {
  const queries = useQueryClient();
  const { id, recording } = shown.review;
  const [answers, setAnswers] = useState<Answers>(() => answersOf(shown.review.answers));
  const newest = useRef(answers);
  const unsent = useRef(new Set<string>());
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const [failed, setFailed] = useState<unknown>(null);
  const [sending, setSending] = useState(false);

  const send = useCallback((): Promise<void> => {
    const flush = async () => {
      const due = [...unsent.current];
      const given = due.map((each) => newest.current.get(each)).filter((each): each is Given => !!each);
      if (given.length === 0) return;
      unsent.current.clear();
      setSending(true);
      try {
        const now = await answer(id, given);
        queries.setQueryData(review(id).queryKey, now);
        setFailed(null);
      } catch (error) {
        for (const each of due) unsent.current.add(each);
        setFailed(error);
        throw error;
      } finally {
        setSending(false);
      }
    };
    const next = turn.current.catch(() => undefined).then(flush);
    turn.current = next.catch(() => undefined);
    return next;
  }, [id, queries]);

  const change = useCallback(
    (criterion: string, changed: Partial<Omit<Given, "criterion">>, now = true) => {
      const next = answered(newest.current, criterion, changed);
      if (next === newest.current) return;
      newest.current = next;
      unsent.current.add(criterion);
      setAnswers(next);
      if (now) send().catch(() => undefined);
    },
    [send],
  );

  const finish = useCallback(async (): Promise<ShownReview> => {
    await send();
    const done = await submit(id);
    queries.setQueryData(review(id).queryKey, done);
    await Promise.all(
      [[REVIEWS], ["evaluations", recording], recordingOf(recording).queryKey, ["recordings"]].map(
        (queryKey) => queries.invalidateQueries({ queryKey }),
      ),
    );
    return done;
  }, [id, recording, queries, send]);

  // Who leaves the page while writing has what was written sent.
  useEffect(() => () => void send().catch(() => undefined), [send]);
  return { answers, change, send, finish, failed, sending };
}
