import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useCriteria, useTitles } from "../../calibration/titles";
import design from "../../design/design.module.css";
import { Told } from "../../design/figure";
import { Failed } from "../../design/states";
import { DayField } from "../../house/day-field";
import { useSpoken } from "../../i18n/context";
import { COACHING, effect, type Plan, revise } from "../queries";
import style from "../team.module.css";
import { moved } from "./order";

/** What is to be reached; once it is shared, what it did so far. */
export function Goals({ plan }: { plan: Plan }) {
  const { m, f } = useSpoken();
  const title = useTitles(plan);
  const did = useQuery({ ...effect(plan.id), enabled: plan.shared_at !== null });
  return (
    <section>
      <h2>{m.team.whatGoals}</h2>
      {did.data && <p className={design.fine}>{m.team.effectWhy}</p>}
      {did.isError && <Failed error={did.error} again={() => did.refetch()} />}
      <ul>
        {plan.goals.map((goal) => {
          const found = did.data?.goals.find((each) => each.goal.criterion === goal.criterion);
          return (
            <li key={goal.criterion} className={style.said}>
              <p>
                <strong>{title(goal.criterion)}</strong>{" "}
                <span className={design.fine}>{m.team.aims(f.percent(goal.target))}</span>
              </p>
              {found && (
                <p>
                  {m.team.before} <Told figure={found.before} unit="percent" /> · {m.team.since}{" "}
                  <Told figure={found.after} unit="percent" /> · {m.team.verdict[found.effect.verdict]}{" "}
                  <Told figure={found.effect.figure} unit="difference" />
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const TARGET = 0.9;

/** The goals of a draft, their order and its day, until the agent sees them. */
export function Revising({ plan }: { plan: Plan }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const title = useTitles(plan);
  const criteria = useCriteria(plan.rubric);
  const [goals, setGoals] = useState(plan.goals);
  const [due, setDue] = useState(plan.due);
  const saving = useMutation({
    mutationFn: () => revise(plan.id, { goals, due }),
    onSuccess: () => queries.invalidateQueries({ queryKey: COACHING }),
  });
  const left = criteria.filter(({ id }) => !goals.some(({ criterion }) => criterion === id));
  const changed = due !== plan.due || JSON.stringify(goals) !== JSON.stringify(plan.goals);
  return (
    <section>
      <h2>{m.team.whatGoals}</h2>
      <ol>
        {goals.map((goal, at) => (
          <li key={goal.criterion} className={style.row}>
            <span className={style.grow}>{title(goal.criterion)}</span>
            <label>
              {m.team.target}{" "}
              <input
                type="number"
                className={`${design.field} ${style.target}`}
                min={1}
                max={100}
                value={Math.round(goal.target * 100)}
                onChange={({ target }) => {
                  const share = Math.min(100, Math.max(1, Number(target.value) || 1)) / 100;
                  setGoals(goals.map((each) => (each === goal ? { ...goal, target: share } : each)));
                }}
              />{" "}
              %
            </label>
            <span>
              {([-1, 1] as const).map((by) => (
                <button
                  key={by}
                  type="button"
                  className={design.plain}
                  aria-label={by < 0 ? m.team.up(title(goal.criterion)) : m.team.down(title(goal.criterion))}
                  disabled={goals[at + by] === undefined}
                  onClick={() => setGoals(moved(goals, at, by))}
                >
                  {by < 0 ? "↑" : "↓"}
                </button>
              ))}
              <button
                type="button"
                className={design.plain}
                aria-label={m.team.removeGoal(title(goal.criterion))}
                onClick={() => setGoals(goals.filter((each) => each !== goal))}
              >
                ×
              </button>
            </span>
          </li>
        ))}
      </ol>
      <div className={style.bar}>
        {left.length > 0 && (
          <label className={style.field}>
            {m.team.addGoal}
            <select
              className={`${design.field} ${style.long}`}
              value=""
              onChange={({ target }) => setGoals([...goals, { criterion: target.value, target: TARGET }])}
            >
              <option value="">–</option>
              {left.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.title}
                </option>
              ))}
            </select>
          </label>
        )}
        <div className={style.field}>
          <label htmlFor="due">{m.team.until}</label>
          <DayField id="due" value={due} onChange={(day) => day !== undefined && setDue(day)} />
        </div>
        <button
          type="button"
          className={design.button}
          disabled={!changed || goals.length === 0 || saving.isPending}
          onClick={() => saving.mutate()}
        >
          {m.team.saveGoals}
        </button>
        {changed && <span className={design.fine}>{m.team.unsaved}</span>}
      </div>
      {saving.isError && <Failed error={saving.error} />}
    </section>
  );
}
