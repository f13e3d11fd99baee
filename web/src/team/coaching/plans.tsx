import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRubricNames } from "../../app/rubric-names";
import design from "../../design/design.module.css";
import { Failed, Loading, Note } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { useDay } from "../day";
import { plans, type Shown } from "../queries";
import style from "../team.module.css";

/** Coaching plans, those due first. */
export function Plans({ mayCoach }: { mayCoach: boolean }) {
  const { m } = useSpoken();
  const found = useQuery(plans());
  return (
    <>
      {mayCoach && (
        <p>
          <Link to="/team/coaching/new" search={{}} className={style.act}>
            {m.team.fresh}
          </Link>
        </p>
      )}
      {found.isPending && <Loading />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.data?.items.length === 0 && (
        <Note title={m.team.noPlans}>
          <p>{m.team.noPlansWhy}</p>
        </Note>
      )}
      {found.data && <PlanList items={found.data.items} />}
    </>
  );
}

export function PlanList({ items }: { items: readonly Shown[] }) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const day = useDay();
  return (
    <ul>
      {items.map(({ plan, overdue }) => (
        <li key={plan.id} className={style.row}>
          <Link to="/team/coaching/$id" params={{ id: plan.id }} className={style.grow}>
            {plan.agent} · {rubricOf(plan.rubric)}
          </Link>
          <span>{m.team.plan[plan.state]}</span>
          <span className={design.fine}>{m.team.goals(plan.goals.length)}</span>
          <span className={overdue ? style.late : design.fine}>
            {overdue ? m.team.overdue(day(plan.due)) : m.team.due(day(plan.due))}
          </span>
        </li>
      ))}
    </ul>
  );
}
