import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { acknowledge, REVIEWS, reviewsOfMine } from "../api/programme";
import { useNames } from "../app/names";
import { notify } from "../app/notice";
import { useRubricNames } from "../app/rubric-names";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { Block } from "./block";
import style from "./home.module.css";

/** So many stand there at once; the others on request. */
const FIRST = 5;

/** What people said of the agent's calls, and was not acknowledged yet. */
export function News() {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const queries = useQueryClient();
  const { data } = useQuery(reviewsOfMine);
  const [all, setAll] = useState(false);
  const fresh = (data?.items ?? [])
    .filter(({ review }) => review.state === "released")
    .sort((a, b) => (b.review.release_at ?? "").localeCompare(a.review.release_at ?? ""));
  const shown = all ? fresh : fresh.slice(0, FIRST);
  const nameOf = useNames(fresh.map(({ review }) => review.reviewer));
  const seeing = useMutation({
    mutationFn: acknowledge,
    onSuccess: async () => {
      notify(m.home.seenNow);
      await queries.invalidateQueries({ queryKey: [REVIEWS] });
    },
  });
  if (data === undefined) return null;
  return (
    <Block title={m.home.news}>
      {fresh.length === 0 && <p className={design.fine}>{m.home.newsNone}</p>}
      <ul>
        {shown.map(({ review, call_id: call }) => (
          <li key={review.id} className={style.news}>
            <Link to="/calls/$id" params={{ id: review.recording }} search={{ rubric: review.rubric }}>
              {call ?? review.recording.slice(0, 12)}
            </Link>
            <span>{m.home.reviewed(nameOf(review.reviewer ?? ""), rubricOf(review.rubric))}</span>
            <span className={design.fine}>{review.release_at !== null && f.moment(review.release_at)}</span>
            <button
              type="button"
              className={design.button}
              disabled={seeing.isPending}
              onClick={() => seeing.mutate(review.id)}
            >
              {m.home.acknowledge}
            </button>
          </li>
        ))}
      </ul>
      {shown.length < fresh.length && (
        <p>
          <button type="button" className={design.plain} onClick={() => setAll(true)}>
            {m.home.newsMore(fresh.length - shown.length)}
          </button>
        </p>
      )}
      {fresh.length > 0 && <p className={design.fine}>{m.home.acknowledgeWhy}</p>}
      <Told error={seeing.error} />
    </Block>
  );
}
