import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { recordings } from "../../api/queries";
import { useTitles } from "../../calibration/titles";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { COACHING, clip, type Plan } from "../queries";
import style from "../team.module.css";

const LENGTH = 20;

/** Reads a moment as people write it: `1:05`, or seconds; null where it is neither. */
export function seconds(text: string): number | null {
  const parts = text.trim().split(":");
  if (parts.length > 3 || parts.some((each) => !/^\d+$/.test(each))) return null;
  return parts.reduce((sum, each) => sum * 60 + Number(each), 0);
}

/** Moments of calls to listen to. */
export function Clips({ plan, mayAdd }: { plan: Plan; mayAdd: boolean }) {
  const { m, f } = useSpoken();
  const title = useTitles(plan);
  return (
    <section>
      <h2>{m.team.clips}</h2>
      {plan.clips.length === 0 && <p className={design.fine}>{m.team.noClips}</p>}
      <ul>
        {plan.clips.map((each) => (
          <li key={each.id} className={style.said}>
            <Link
              to="/calls/$id"
              params={{ id: each.recording }}
              search={{ t: each.start, rubric: plan.rubric }}
            >
              {each.recording.slice(0, 12)} {f.clock(each.start)}–{f.clock(each.end)}
            </Link>{" "}
            {each.criterion !== null && <span className={design.fine}>{title(each.criterion)}</span>}
            <p>{each.note}</p>
          </li>
        ))}
      </ul>
      {mayAdd && <Adding plan={plan} />}
    </section>
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
      <label className={style.field}>
        {m.rubrics.storedCall}
        <select className={design.field} value={call} onChange={({ target }) => setCall(target.value)}>
          <option value="">{m.rubrics.chooseCall}</option>
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
