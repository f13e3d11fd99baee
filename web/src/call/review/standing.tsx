import { useMutation, useQueryClient } from "@tanstack/react-query";
import { acknowledge, REVIEWS, takeCall, takeOver } from "../../api/programme";
import type { Detailed, Evaluation, Review, Task } from "../../api/types";
import { useNames } from "../../app/names";
import { notify } from "../../app/notice";
import type { Me } from "../../app/session";
import { Told } from "../../design/ask";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import style from "./review.module.css";

interface Stands {
  me: Me;
  detailed: Detailed;
  evaluation: Evaluation;
  tasks: readonly Task[];
}

/** Where the reviews of a scorecard stand, and what the one who looks may do about it. */
export function Standing({ me, detailed, evaluation, tasks }: Stands) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const { rubric } = evaluation.scorecard;
  const reviews = tasks.map(({ review }) => review).filter((each) => each.rubric === rubric);
  const open = reviews.find((each) => each.state === "waiting" || each.state === "assigned");
  const done = reviews.filter((each) => each.result !== null).at(-1);
  const nameOf = useNames(reviews.map((each) => each.reviewer));
  const again = () => queries.invalidateQueries({ queryKey: [REVIEWS] });
  const acting = useMutation({
    mutationFn: (act: () => Promise<Review>) => act(),
    onSuccess: again,
  });
  const { agent_id: agent } = detailed.recording.metadata;
  const own = me.agent_id !== null && me.agent_id === agent;
  const may = me.may.review !== undefined && !own;
  return (
    <div className={style.offer}>
      {done !== undefined && <Done review={done} who={nameOf(done.reviewer ?? "")} />}
      {done?.state === "released" && own && me.may.acknowledge !== undefined && (
        <button
          type="button"
          className={design.button}
          disabled={acting.isPending}
          onClick={() =>
            acting.mutate(() => acknowledge(done.id), { onSuccess: () => notify(m.home.seenNow) })
          }
        >
          {m.home.acknowledge}
        </button>
      )}
      {may && open !== undefined && open.reviewer !== me.id && (
        <>
          <span>
            {open.reviewer === null ? m.review.waiting : m.review.theirs(nameOf(open.reviewer))}
            {open.reviewer !== null && ` ${m.review.takeOverWhy}`}
          </span>
          <button
            type="button"
            className={design.button}
            disabled={acting.isPending}
            onClick={() => acting.mutate(() => takeOver(open.id))}
          >
            {m.review.takeOver}
          </button>
        </>
      )}
      {may && open === undefined && done === undefined && evaluation.author.kind === "machine" && (
        <>
          <span>{m.review.offer}</span>
          <button
            type="button"
            className={design.primary}
            disabled={acting.isPending}
            onClick={() => acting.mutate(() => takeCall(evaluation.id))}
          >
            {m.review.begin}
          </button>
        </>
      )}
      <Told error={acting.error} />
    </div>
  );
}

function Done({ review, who }: { review: Review; who: string }) {
  const { m, f } = useSpoken();
  const at = (moment: string | null) => (moment === null ? "" : f.moment(moment));
  if (review.state === "submitted") return <span>{m.review.submitted(who, at(review.release_at))}</span>;
  if (review.state === "acknowledged")
    return <span>{m.review.acknowledged(who, at(review.acknowledged_at))}</span>;
  return <span>{m.review.released(who, at(review.release_at))}</span>;
}
