import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Recording } from "../../api/types";
import { notify } from "../../app/notice";
import { useRubricNames } from "../../app/rubric-names";
import { useTitles } from "../../calibration/titles";
import { Ask } from "../../design/ask";
import design from "../../design/design.module.css";
import { Failed, Loading } from "../../design/states";
import { Dialog, Field } from "../../house/ask";
import house from "../../house/house.module.css";
import { useSpoken } from "../../i18n/context";
import { useDay } from "../day";
import { COACHING, clip, type Plan, plans } from "../queries";
import { here } from "./moment";

const OVER: ReadonlySet<Plan["state"]> = new Set(["done", "cancelled"]);

interface Heard {
  agent: string;
  recording: Recording;
  /** Seconds of the call. */
  time: number;
  rubric: string | undefined;
  criterion: string | undefined;
  onClose(): void;
}

/** Puts a moment beside one of the agent's open plans, on the page where it is heard. */
export function PutMoment(heard: Heard) {
  const { m } = useSpoken();
  const { agent, recording, time, rubric, criterion, onClose } = heard;
  const found = useQuery(plans(agent));
  const open = (found.data?.items ?? []).map(({ plan }) => plan).filter(({ state }) => !OVER.has(state));
  if (open.length > 0) return <Putting {...heard} open={open} />;
  return (
    <Dialog title={found.data ? m.team.noOpenPlan(agent) : m.team.putMomentTitle} onClose={onClose}>
      {(heading) => (
        <form method="dialog">
          {heading}
          {found.isPending && <Loading lines={3} />}
          {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
          {found.data && <p>{m.team.noOpenPlanWhy}</p>}
          <div className={house.acts}>
            <button type="submit" className={design.button}>
              {m.house.leave}
            </button>
            {found.data && (
              <Link
                to="/team/coaching/new"
                search={{
                  agent,
                  call: recording.id,
                  t: Math.floor(time),
                  ...(rubric === undefined ? {} : { rubric }),
                  ...(rubric === undefined || criterion === undefined ? {} : { criterion }),
                }}
                className={design.link}
              >
                {m.team.startPlan}
              </Link>
            )}
          </div>
        </form>
      )}
    </Dialog>
  );
}

function Putting({ open, recording, time, rubric, criterion, onClose }: Heard & { open: readonly Plan[] }) {
  const { m, f } = useSpoken();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const [meant, setMeant] = useState<string | null>(null);
  const plan = open.find(({ id }) => id === chosen) ?? fitting(open, rubric, criterion);
  const title = useTitles({ rubric: plan?.rubric ?? "" });
  const named = useNamed();
  if (plan === undefined) return null;
  const goals = plan.goals.map((goal) => goal.criterion);
  const looked = plan.rubric === rubric && criterion !== undefined && goals.includes(criterion);
  const shows = meant ?? (looked ? criterion : (goals[0] ?? ""));
  const stretch = here(time, recording.duration);
  const give = async (note: string) => {
    await clip(plan.id, { recording: recording.id, ...stretch, note, criterion: shows || null });
    notify(m.team.besideNow);
    await queries.invalidateQueries({ queryKey: COACHING });
  };
  return (
    <Ask
      title={m.team.putMomentTitle}
      label={m.team.listenFor}
      confirm={m.team.addClip}
      onGive={give}
      onClose={onClose}
    >
      <p>{m.team.momentIs(f.clock(stretch.start), f.clock(stretch.end))}</p>
      <Field name={m.team.whichPlan}>
        {(id) => (
          <select
            id={id}
            className={design.field}
            value={plan.id}
            onChange={({ target }) => {
              setChosen(target.value);
              setMeant(null);
            }}
          >
            {open.map((each) => (
              <option key={each.id} value={each.id}>
                {named(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name={m.rubrics.criterion}>
        {(id) => (
          <select
            id={id}
            className={design.field}
            value={shows}
            onChange={({ target }) => setMeant(target.value)}
          >
            {goals.map((each) => (
              <option key={each} value={each}>
                {title(each)}
              </option>
            ))}
            <option value="">{m.team.anyGoal}</option>
          </select>
        )}
      </Field>
    </Ask>
  );
}

/** The plan that is about what one looks at, else the one due first. */
const fitting = (open: readonly Plan[], rubric: string | undefined, criterion: string | undefined) =>
  open.find((each) => each.rubric === rubric && each.goals.some((goal) => goal.criterion === criterion)) ??
  open.find((each) => each.rubric === rubric) ??
  open[0];

/** Says which plan one is: its rubric, how far it is, until when. */
function useNamed(): (plan: Plan) => string {
  const { m } = useSpoken();
  const rubricName = useRubricNames();
  const day = useDay();
  return ({ rubric, state, goals, due }) =>
    [rubricName(rubric), m.team.goals(goals.length), m.team.plan[state], m.team.due(day(due))].join(" · ");
}
