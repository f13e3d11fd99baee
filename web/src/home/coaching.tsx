import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { change } from "../api/change";
import type { components } from "../api/schema";
import { useNames } from "../app/names";
import { notify } from "../app/notice";
import { useRubricNames } from "../app/rubric-names";
import { useTitles } from "../calibration/titles";
import { type CallIds, called } from "../calls/called";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { useDay } from "../team/day";
import { Block } from "./block";
import style from "./home.module.css";
import { myWeek, WEEK } from "./my-week";

type Plan = components["schemas"]["CoachingPlan"];

/** Plans that somebody made with the agent: what for, until when, and which moments to listen to. */
export function Coaching() {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const { data } = useQuery(myWeek());
  const plans = data?.coaching ?? [];
  const nameOf = useNames(plans.map(({ plan }) => plan.by));
  const seeing = useMutation({
    mutationFn: (id: string) => change<Plan>("POST", `/v1/coaching/${encodeURIComponent(id)}/acknowledge`),
    onSuccess: async () => {
      notify(m.home.seenNow);
      await queries.invalidateQueries({ queryKey: WEEK });
    },
  });
  if (plans.length === 0) return null;
  return (
    <Block title={m.home.coaching}>
      <ul>
        {plans.map(({ plan, call_ids: callIds }) => (
          <One
            key={plan.id}
            plan={plan}
            callIds={callIds}
            who={nameOf(plan.by)}
            onSeen={data?.to_acknowledge.includes(plan.id) ? () => seeing.mutate(plan.id) : null}
          />
        ))}
      </ul>
      <Told error={seeing.error} />
    </Block>
  );
}

interface Shown {
  plan: Plan;
  callIds: CallIds;
  who: string;
  onSeen: (() => void) | null;
}

function One({ plan, callIds, who, onSeen }: Shown) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const day = useDay();
  const title = useTitles(plan);
  return (
    <li className={style.dispute}>
      <p>
        <Link to="/team/coaching/$id" params={{ id: plan.id }}>
          <strong>{m.home.coachingBy(who, rubricOf(plan.rubric))}</strong>
        </Link>{" "}
        <span className={design.fine}>{m.home.coachingUntil(day(plan.due))}</span>
      </p>
      <ul>
        {plan.goals.map((goal) => (
          <li key={goal.criterion}>{m.home.goal(title(goal.criterion), f.percent(goal.target))}</li>
        ))}
      </ul>
      <ul>
        {plan.clips.map((clip) => (
          <li key={clip.id}>
            <Link
              to="/calls/$id"
              params={{ id: clip.recording }}
              search={{ rubric: plan.rubric, t: Math.floor(clip.start) }}
              className={style.clip}
            >
              ▶ {called(clip.recording, callIds)} {f.clock(clip.start)} {clip.note}
            </Link>
          </li>
        ))}
      </ul>
      {onSeen !== null && (
        <p>
          <button type="button" className={design.button} onClick={onSeen}>
            {m.home.acknowledge}
          </button>
        </p>
      )}
    </li>
  );
}
