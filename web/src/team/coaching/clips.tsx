import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { recordings } from "../../api/queries";
import { useTitles } from "../../calibration/titles";
import { called } from "../../calls/called";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { shifted } from "../../house/amount";
import { useSpoken } from "../../i18n/context";
import { arrange, COACHING, clip, type Plan, type Shown, unclip } from "../queries";
import { dayHere } from "../stretch";
import style from "../team.module.css";
import { LENGTH, linked, seconds } from "./moment";
import { moved } from "./order";

/** Moments of calls to listen to. */
export function Clips({ shown, mayAdd }: { shown: Shown; mayAdd: boolean }) {
  const { plan, call_ids: callIds } = shown;
  const { m, f } = useSpoken();
  const title = useTitles(plan);
  const queries = useQueryClient();
  const changed = { onSuccess: () => queries.invalidateQueries({ queryKey: COACHING }) };
  const removing = useMutation({ mutationFn: (clip: string) => unclip(plan.id, clip), ...changed });
  const arranging = useMutation({ mutationFn: (order: string[]) => arrange(plan.id, order), ...changed });
  const order = plan.clips.map(({ id }) => id);
  const error = removing.error ?? arranging.error;
  return (
    <section>
      <h2>{m.team.clips}</h2>
      {plan.clips.length === 0 && <p className={design.fine}>{m.team.noClips}</p>}
      <ul>
        {plan.clips.map((each, place) => (
          <li key={each.id} className={style.said}>
            <Link
              to="/calls/$id"
              params={{ id: each.recording }}
              search={{ t: each.start, rubric: plan.rubric }}
            >
              {called(each.recording, callIds)} {f.clock(each.start)}–{f.clock(each.end)}
            </Link>{" "}
            {each.criterion !== null && <span className={design.fine}>{title(each.criterion)}</span>}
            <p className={style.bar}>
              <span className={style.grow}>{each.note}</span>
              {mayAdd &&
                plan.state === "drafted" &&
                ([-1, 1] as const).map((by) => (
                  <button
                    key={by}
                    type="button"
                    className={design.plain}
                    aria-label={by < 0 ? m.team.up(f.clock(each.start)) : m.team.down(f.clock(each.start))}
                    disabled={order[place + by] === undefined || arranging.isPending}
                    onClick={() => arranging.mutate(moved(order, place, by))}
                  >
                    {by < 0 ? "↑" : "↓"}
                  </button>
                ))}
              {mayAdd && (
                <button
                  type="button"
                  className={design.button}
                  aria-label={m.team.removeClip(f.clock(each.start))}
                  disabled={removing.isPending}
                  onClick={() => removing.mutate(each.id)}
                >
                  {m.team.remove}
                </button>
              )}
            </p>
          </li>
        ))}
      </ul>
      {error && <Failed error={error} />}
      {mayAdd && <Missed plan={plan} title={title} />}
      {mayAdd && <Adding plan={plan} />}
    </section>
  );
}

const WEEKS = 13;

/** The calls in which a goal was missed lately, each of which can be put beside the plan. */
function Missed({ plan, title }: { plan: Plan; title(criterion: string): string }) {
  const { m } = useSpoken();
  const since = shifted(dayHere(new Date()), -7 * WEEKS);
  return (
    <p className={style.bar}>
      <span className={design.fine}>{m.team.fromMissed}</span>
      {plan.goals.map(({ criterion }) => (
        <Link
          key={criterion}
          to="/team/calls"
          search={{
            rubric: plan.rubric,
            agent: plan.agent,
            criterion,
            outcome: "not_met",
            day_from: since,
            plan: plan.id,
          }}
        >
          {title(criterion)}
        </Link>
      ))}
    </p>
  );
}

function Adding({ plan }: { plan: Plan }) {
  const { m, f } = useSpoken();
  const queries = useQueryClient();
  const title = useTitles(plan);
  const found = useInfiniteQuery({
    ...recordings({ agent: plan.agent, state: ["done"] }),
    refetchInterval: false,
  });
  const calls = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const [call, setCall] = useState("");
  const [from, setFrom] = useState("0:00");
  const [link, setLink] = useState("");
  const [note, setNote] = useState("");
  const [criterion, setCriterion] = useState(plan.goals[0]?.criterion ?? "");
  const start = seconds(from);
  const adding = useMutation({
    mutationFn: () =>
      clip(plan.id, {
        recording: call,
        start: start ?? 0,
        end: (start ?? 0) + LENGTH,
        note: note.trim(),
        criterion: criterion || null,
      }),
    onSuccess: async () => {
      setNote("");
      setLink("");
      await queries.invalidateQueries({ queryKey: COACHING });
    },
  });
  if (found.isSuccess && calls.length === 0) return <p className={design.fine}>{m.team.noCallsOf}</p>;
  return (
    <form
      className={style.bar}
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate();
      }}
    >
      <label className={`${style.field} ${style.grow}`}>
        {m.team.momentLink}
        <input
          className={design.field}
          value={link}
          placeholder={m.team.momentWhy}
          onChange={({ target }) => {
            setLink(target.value);
            const moment = linked(target.value);
            if (moment === null) return;
            setCall(moment.recording);
            setFrom(f.clock(moment.start));
          }}
        />
      </label>
      <label className={style.field}>
        {m.rubrics.storedCall}
        <select className={design.field} value={call} onChange={({ target }) => setCall(target.value)}>
          <option value="">{m.rubrics.chooseCall}</option>
          {call !== "" && !calls.some(({ recording }) => recording.id === call) && (
            <option value={call}>{call.slice(0, 12)}</option>
          )}
          {calls.map(({ recording: { id, metadata, received_at } }) => (
            <option key={id} value={id}>
              {metadata.source_call_id ?? id.slice(0, 12)} · {f.moment(metadata.started_at ?? received_at)}
            </option>
          ))}
        </select>
      </label>
      <label className={style.field}>
        {m.team.from}
        <input className={design.field} value={from} onChange={({ target }) => setFrom(target.value)} />
      </label>
      <label className={style.field}>
        {m.rubrics.criterion}
        <select
          className={design.field}
          value={criterion}
          onChange={({ target }) => setCriterion(target.value)}
        >
          {plan.goals.map((each) => (
            <option key={each.criterion} value={each.criterion}>
              {title(each.criterion)}
            </option>
          ))}
        </select>
      </label>
      <label className={`${style.field} ${style.grow}`}>
        {m.team.listenFor}
        <input
          className={design.field}
          maxLength={2000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
      </label>
      <button
        type="submit"
        className={design.button}
        disabled={call === "" || start === null || note.trim() === "" || adding.isPending}
      >
        {m.team.addClip}
      </button>
      {adding.isError && <Failed error={adding.error} />}
    </form>
  );
}
