import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useId, useState } from "react";
import { evaluations, recordings } from "../api/queries";
import { useRubricNames } from "../app/rubric-names";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { CALIBRATION, open, people } from "./queries";

const LEAST = 2;
const DAYS = 7;

/** A session is set up: which call, who scores it, whom they are measured by. */
export function NewCalibrationPage() {
  const { m } = useSpoken();
  const { call: wanted } = useSearch({ from: "/inside/calibration/new" });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [title, setTitle] = useState("");
  const [call, setCall] = useState(wanted ?? "");
  const [evaluation, setEvaluation] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [expert, setExpert] = useState("");
  const [days, setDays] = useState(DAYS);
  useEffect(() => {
    document.title = `${m.calibration.fresh} · ${m.product}`;
  }, [m]);
  const opening = useMutation({
    mutationFn: () =>
      open({ title: title.trim(), evaluation, participants: chosen, expert: expert || null, due_days: days }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: CALIBRATION });
      await navigate({ to: "/calibration/$id", params: { id } });
    },
  });
  const ready = title.trim() !== "" && evaluation !== "" && chosen.length >= LEAST;
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link to="/calibration" search={{}} aria-label={m.calibration.title} className={design.plain}>
          ←
        </Link>
        <h1>{m.calibration.fresh}</h1>
      </header>
      <form
        className={`${style.form} ${style.setup}`}
        onSubmit={(event) => {
          event.preventDefault();
          opening.mutate();
        }}
      >
        <p className={design.fine}>{m.calibration.blindWhy}</p>
        <label className={style.field}>
          {m.calibration.name}
          <input
            className={design.field}
            required
            maxLength={200}
            value={title}
            onChange={({ target }) => setTitle(target.value)}
          />
        </label>
        <Call call={call} onCall={setCall} evaluation={evaluation} onEvaluation={setEvaluation} />
        <Participants chosen={chosen} onChoose={setChosen} expert={expert} onExpert={setExpert} />
        <label className={style.field}>
          {m.calibration.days}
          <input
            type="number"
            className={design.field}
            min={1}
            max={365}
            value={days}
            onChange={({ target }) => setDays(Math.max(1, Number(target.value) || DAYS))}
          />
        </label>
        <p>
          <button type="submit" className={design.primary} disabled={!ready || opening.isPending}>
            {m.calibration.open}
          </button>{" "}
          {!ready && <span className={design.fine}>{m.calibration.missing}</span>}
        </p>
        {opening.isError && <Failed error={opening.error} />}
      </form>
    </div>
  );
}

interface Calling {
  call: string;
  onCall(id: string): void;
  evaluation: string;
  onEvaluation(id: string): void;
}

/** The call, and by which rubric it is scored: the machine judged it already. */
function Call({ call, onCall, evaluation, onEvaluation }: Calling) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const found = useInfiniteQuery({ ...recordings({ state: ["done"] }), refetchInterval: false });
  const calls = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const judged = useQuery({ ...evaluations(call, "calibration"), enabled: call !== "" });
  const machines = (judged.data ?? []).filter(({ author }) => author.kind === "machine");
  const [first] = machines;
  useEffect(() => {
    if (first !== undefined && !machines.some(({ id }) => id === evaluation)) onEvaluation(first.id);
  }, [first, machines, evaluation, onEvaluation]);
  return (
    <>
      <label className={style.field}>
        {m.rubrics.storedCall}
        <select
          className={design.field}
          required
          value={call}
          onChange={({ target }) => onCall(target.value)}
        >
          <option value="">{m.rubrics.chooseCall}</option>
          {calls.map(({ recording: { id, metadata, received_at } }) => (
            <option key={id} value={id}>
              {[
                metadata.source_call_id ?? id.slice(0, 12),
                metadata.agent_name ?? metadata.agent_id,
                metadata.queue,
                f.moment(metadata.started_at ?? received_at),
              ]
                .filter(Boolean)
                .join(" · ")}
            </option>
          ))}
        </select>
      </label>
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {call !== "" && judged.isPending && <Loading lines={2} />}
      {judged.isError && <Failed error={judged.error} again={() => judged.refetch()} />}
      {judged.isSuccess && machines.length === 0 && <p className={design.fine}>{m.calibration.notJudged}</p>}
      {machines.length > 0 && (
        <label className={style.field}>
          {m.rubrics.rubric}
          <select
            className={design.field}
            value={evaluation}
            onChange={({ target }) => onEvaluation(target.value)}
          >
            {machines.map(({ id, scorecard }) => (
              <option key={id} value={id}>
                {rubricOf(scorecard.rubric)} {scorecard.version}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

interface Taking {
  chosen: readonly string[];
  onChoose(ids: readonly string[]): void;
  expert: string;
  onExpert(id: string): void;
}

/** Who scores, and whom the others are measured by. */
function Participants({ chosen, onChoose, expert, onExpert }: Taking) {
  const { m } = useSpoken();
  const id = useId();
  const found = useQuery(people);
  if (found.isPending) return <Loading lines={3} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const able = found.data.items.filter(
    ({ active, roles }) => active && (roles.includes("reviewer") || roles.includes("qa_lead")),
  );
  const turn = (person: string, isIn: boolean) => {
    onChoose(isIn ? [...chosen, person] : chosen.filter((each) => each !== person));
    if (!isIn && expert === person) onExpert("");
  };
  return (
    <fieldset className={style.people}>
      <legend>{m.calibration.participants}</legend>
      <p className={design.fine}>{able.length < LEAST ? m.calibration.tooFew : m.calibration.expertWhy}</p>
      {able.map((person) => {
        const isIn = chosen.includes(person.id);
        return (
          <div key={person.id} className={style.person}>
            <label>
              <input
                type="checkbox"
                checked={isIn}
                onChange={({ target }) => turn(person.id, target.checked)}
              />
              {person.name}
            </label>
            {isIn && (
              <label>
                <input
                  type="radio"
                  name={id}
                  checked={expert === person.id}
                  onChange={() => onExpert(person.id)}
                />
                {m.calibration.expert}
                <span className="unseen">: {person.name}</span>
              </label>
            )}
          </div>
        );
      })}
      {expert !== "" && (
        <button type="button" className={design.button} onClick={() => onExpert("")}>
          {m.calibration.noExpert}
        </button>
      )}
    </fieldset>
  );
}
