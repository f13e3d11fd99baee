import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useNames } from "../app/names";
import { useRubricNames } from "../app/rubric-names";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import house from "../house/house.module.css";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import type { InboxSearch } from "../inbox/search";
import type { Plan } from "./draft";
import { said } from "./period";
import style from "./plans.module.css";
import { type Progress, reviewPlans } from "./queries";

/** What was planned, the latest period first, and how far it is. */
export function Plans() {
  const { m, f, language } = useSpoken();
  const rubricOf = useRubricNames();
  const found = useQuery(reviewPlans);
  const nameOf = useNames(found.data?.items.map((each) => each.made_by) ?? []);
  if (found.isPending) return <Loading />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  const { items, progress } = found.data;
  if (items.length === 0)
    return (
      <Note
        title={m.plans.none}
        action={
          <Link to="/plans/new" className={design.link}>
            {m.plans.fresh}
          </Link>
        }
      >
        <p>{m.plans.noneWhy}</p>
      </Note>
    );
  return (
    <div className={style.panel}>
      <Table
        label={m.plans.view.plans}
        rows={items}
        id={({ id }) => id}
        columns={[
          {
            name: m.rubrics.rubric,
            cell: (plan) => (
              <>
                {rubricOf(plan.rubric)}
                <br />
                <span className={design.fine}>{plan.blind ? m.plans.blind : m.plans.seen}</span>
              </>
            ),
          },
          { name: m.plans.period, cell: ({ since, before }) => said(since, before, language) },
          { name: m.plans.drawn, cell: (plan) => <Drawn plan={plan} /> },
          {
            name: m.plans.howFar,
            cell: (plan) => <HowFar plan={plan.id} count={plan.count} progress={progress[plan.id]} />,
          },
          {
            name: m.plans.made,
            cell: (plan) => (
              <>
                {nameOf(plan.made_by)}
                <br />
                <span className={design.fine}>
                  {f.moment(plan.made_at)}
                  <br />
                  {m.plans.seed} <code className={house.code}>{plan.seed}</code>
                </span>
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

/** How many calls were drawn, of how many, by which draws. */
function Drawn({ plan }: { plan: Plan }) {
  const { m, f } = useSpoken();
  const { random, risk, ...rules } = plan.drawn;
  const whole = (n: number) => f.number(n, 0);
  const byDraw =
    Object.keys(plan.drawn).length === 0
      ? [m.plans.asked(f.number(plan.random), f.number(plan.by_risk))]
      : [
          m.plans.byChance(whole(random ?? 0)),
          ...(risk === undefined ? [] : [m.plans.byRisk(whole(risk))]),
          ...plan.rules.map(({ name }) => m.plans.byRule(name, whole(rules[name] ?? 0))),
        ];
  return (
    <>
      {m.plans.drawnOf(whole(plan.count), whole(plan.candidates))}
      <br />
      <span className={design.fine}>{byDraw.join(" · ")}</span>
    </>
  );
}

/** How many reviews of a plan are done, in work, or wait; each number leads to them. */
function HowFar({ plan, count, progress }: { plan: string; count: number; progress: Progress | undefined }) {
  const { m, f } = useSpoken();
  if (progress === undefined) return <>–</>;
  const { done, assigned, waiting, skipped } = progress;
  const parts: [number, (n: string) => string, InboxSearch][] = [
    [done, m.plans.done, { view: "done", plan }],
    [assigned, m.plans.assigned, { view: "all", plan, state: "assigned" }],
    [waiting, m.plans.waiting, { view: "all", plan, state: "waiting" }],
    [skipped, m.plans.skipped, { view: "all", plan, state: "waiting", skipped: true }],
  ];
  return (
    <>
      <progress
        className={style.progress}
        value={done}
        max={Math.max(1, count)}
        aria-label={m.plans.doneOf(f.number(done, 0), f.number(count, 0))}
      />
      <span className={style.parts}>
        {parts
          .filter(([n], at) => n > 0 || at === 0)
          .map(([n, name, search]) =>
            n === 0 ? (
              <span key={name("")}>{name("0")}</span>
            ) : (
              <Link key={name("")} to="/inbox" search={search}>
                {name(f.number(n, 0))}
              </Link>
            ),
          )}
      </span>
    </>
  );
}
