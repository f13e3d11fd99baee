import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useRubricNames } from "../../app/rubric-names";
import { inUse, useCriteria } from "../../calibration/titles";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { NameField } from "../../house/name-field";
import { useSpoken } from "../../i18n/context";
import { COACHING, draft } from "../queries";
import { readCame } from "../search";
import style from "../team.module.css";
import { BackToCall } from "./back-to-call";

const WEEKS = 4;
const TARGET = 0.9;

const inWeeks = (weeks: number) => new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10);

/** A plan is drafted: for whom, what to reach, by when. */
export function NewPlanPage() {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const {
    agent: wanted = "",
    rubric: asked = "compliance",
    criterion,
    ...from
  } = useSearch({ from: "/inside/team/coaching/new" });
  const came = readCame({ ...from });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const rubrics = useQuery(inUse);
  const [agent, setAgent] = useState(wanted);
  const [rubric, setRubric] = useState(asked);
  const [goals, setGoals] = useState<ReadonlyMap<string, number>>(
    new Map(criterion ? [[criterion, TARGET]] : []),
  );
  const [due, setDue] = useState(inWeeks(WEEKS));
  useEffect(() => {
    document.title = `${m.team.fresh} · ${m.product}`;
  }, [m]);
  // What was asked for may be in use no more: its calls are coached on all the same.
  const names = [...new Set([...(rubrics.data ?? []).map(({ id }) => id), asked])];
  const criteria = useCriteria(rubric);
  const drafting = useMutation({
    mutationFn: () =>
      draft({
        agent: agent.trim(),
        rubric,
        due,
        goals: [...goals].map(([of, target]) => ({ criterion: of, target })),
      }),
    onSuccess: async ({ plan }) => {
      await queries.invalidateQueries({ queryKey: COACHING });
      await navigate({ to: "/team/coaching/$id", params: { id: plan.id }, search: { ...came } });
    },
  });
  const set = (of: string, target: number | null) =>
    setGoals((former) => {
      const next = new Map(former);
      if (target === null) next.delete(of);
      else next.set(of, target);
      return next;
    });
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link to="/team" search={{ view: "coaching" }} aria-label={m.team.title} className={design.plain}>
          ←
        </Link>
        <h1>{m.team.fresh}</h1>
      </header>
      <form
        className={`${style.form} ${style.inset}`}
        onSubmit={(event) => {
          event.preventDefault();
          drafting.mutate();
        }}
      >
        <BackToCall {...came} rubric={rubric} />
        <p className={design.fine}>{m.team.draftWhy}</p>
        <div className={style.bar}>
          <label className={style.field}>
            {m.calls.agent}
            <NameField
              named="agents"
              className={design.field}
              required
              value={agent}
              onChange={({ target }) => setAgent(target.value)}
            />
          </label>
          <label className={style.field}>
            {m.rubrics.rubric}
            <select
              className={design.field}
              value={rubric}
              onChange={({ target }) => {
                setRubric(target.value);
                setGoals(new Map());
              }}
            >
              {names.map((each) => (
                <option key={each} value={each}>
                  {rubricOf(each)}
                </option>
              ))}
            </select>
          </label>
          <label className={style.field}>
            {m.team.until}
            <input
              type="date"
              className={design.field}
              required
              value={due}
              onChange={({ target }) => setDue(target.value)}
            />
          </label>
        </div>
        {rubrics.isError && <Failed error={rubrics.error} again={() => rubrics.refetch()} />}
        <fieldset className={style.goals}>
          <legend>{m.team.whatGoals}</legend>
          {criteria.map(({ id, title }) => (
            <Goal key={id} title={title} target={goals.get(id) ?? null} onTarget={(to) => set(id, to)} />
          ))}
        </fieldset>
        <p>
          <button
            type="submit"
            className={design.primary}
            disabled={agent.trim() === "" || goals.size === 0 || drafting.isPending}
          >
            {m.team.draft}
          </button>
        </p>
        {drafting.isError && <Failed error={drafting.error} />}
      </form>
    </div>
  );
}

interface Aimed {
  title: string;
  target: number | null;
  onTarget(to: number | null): void;
}

function Goal({ title, target, onTarget }: Aimed) {
  const { m } = useSpoken();
  return (
    <div className={style.row}>
      <label className={style.grow}>
        <input
          type="checkbox"
          checked={target !== null}
          onChange={({ target: box }) => onTarget(box.checked ? TARGET : null)}
        />{" "}
        {title}
      </label>
      {target !== null && (
        <label>
          {m.team.target}{" "}
          <input
            type="number"
            className={design.field}
            min={1}
            max={100}
            value={Math.round(target * 100)}
            onChange={({ target: field }) =>
              onTarget(Math.min(100, Math.max(1, Number(field.value) || 1)) / 100)
            }
          />{" "}
          %
        </label>
      )}
    </div>
  );
}
