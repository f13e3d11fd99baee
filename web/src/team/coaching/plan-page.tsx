import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useNames } from "../../app/names";
import { session } from "../../app/session";
import design from "../../design/design.module.css";
import { Failed, Loading } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { useDay } from "../day";
import { COACHING, cancel, finish, type Plan, plan, remark, type Shown, share } from "../queries";
import style from "../team.module.css";
import { Answer } from "./answer";
import { BackToCall } from "./back-to-call";
import { Clips } from "./clips";
import { Goals, Revising } from "./goals";
import { Words } from "./words";

/** One coaching plan: goals, moments to listen to, what was said, and what it did. */
export function PlanPage() {
  const { m } = useSpoken();
  const { id } = useParams({ from: "/inside/team/coaching/$id" });
  const found = useQuery(plan(id));
  const agent = found.data?.plan.agent ?? "";
  useEffect(() => {
    document.title = `${m.team.planOf(agent)} · ${m.product}`;
  }, [m, agent]);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  return <Opened shown={found.data} />;
}

function Opened({ shown }: { shown: Shown }) {
  const { plan, overdue } = shown;
  const { m, f } = useSpoken();
  const day = useDay();
  const { data: me } = useQuery(session);
  const came = useSearch({ from: "/inside/team/coaching/$id" });
  const name = useNames([plan.by, ...plan.remarks.map(({ by }) => by)]);
  const mayCoach = me?.may.coach !== undefined;
  const isTheirs = me != null && me.agent_id === plan.agent;
  const isOpen = plan.state !== "done" && plan.state !== "cancelled";
  return (
    <div className={style.page}>
      <header className={style.head}>
        {isTheirs ? (
          <Link to="/me" aria-label={m.home.title} className={design.plain}>
            ←
          </Link>
        ) : (
          <Link to="/team" search={{ view: "coaching" }} aria-label={m.team.title} className={design.plain}>
            ←
          </Link>
        )}
        <h1>{isTheirs ? m.home.coaching : m.team.planOf(plan.agent)}</h1>
        <p>{m.team.plan[plan.state]}</p>
        <p className={overdue ? style.late : design.fine}>
          {overdue ? m.team.overdue(day(plan.due)) : m.team.due(day(plan.due))} ·{" "}
          {m.rubrics.by(name(plan.by), f.moment(plan.made_at))}
        </p>
      </header>
      <div className={`${style.form} ${style.inset}`}>
        {isOpen && mayCoach && <BackToCall {...came} rubric={plan.rubric} />}
        {plan.ended_why && <p>{plan.ended_why}</p>}
        {plan.state === "drafted" && mayCoach ? (
          <Revising key={plan.made_at} plan={plan} />
        ) : (
          <Goals plan={plan} />
        )}
        <Clips shown={shown} mayAdd={mayCoach && isOpen} />
        <section>
          <h2>{m.team.remarks}</h2>
          {plan.remarks.length === 0 && <p className={design.fine}>{m.team.noRemarks}</p>}
          <ul>
            {plan.remarks.map((each) => (
              <li key={`${each.at} ${each.by}`} className={style.said}>
                <p className={design.fine}>
                  {name(each.by)}, {f.moment(each.at)}
                </p>
                <p>{each.text}</p>
              </li>
            ))}
          </ul>
        </section>
        {mayCoach && isOpen && <Steps key={plan.state} plan={plan} />}
        {isTheirs && isOpen && <Answer key={plan.state} plan={plan} />}
      </div>
    </div>
  );
}

/** The ways on: say something, share it, end it. */
function Steps({ plan }: { plan: Plan }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const told = { onSuccess: () => queries.invalidateQueries({ queryKey: COACHING }).then(() => setText("")) };
  const saying = useMutation({ mutationFn: () => remark(plan.id, text.trim()), ...told });
  const sharing = useMutation({ mutationFn: () => share(plan.id), ...told });
  const ending = useMutation({
    mutationFn: (way: "done" | "cancel") => (way === "done" ? finish : cancel)(plan.id, text.trim()),
    ...told,
  });
  const error = saying.error ?? sharing.error ?? ending.error;
  const empty = text.trim() === "";
  return (
    <section className={style.steps}>
      <Words label={m.team.say} text={text} onText={setText} />
      <p className={style.bar}>
        <button
          type="button"
          className={design.button}
          disabled={empty || saying.isPending}
          onClick={() => saying.mutate()}
        >
          {m.team.remark}
        </button>
        {plan.state === "drafted" && (
          <button
            type="button"
            className={design.primary}
            disabled={sharing.isPending}
            onClick={() => sharing.mutate()}
          >
            {m.team.share}
          </button>
        )}
        {plan.state === "acknowledged" && (
          <button
            type="button"
            className={design.button}
            disabled={empty || ending.isPending}
            onClick={() => ending.mutate("done")}
          >
            {m.team.finish}
          </button>
        )}
        <button
          type="button"
          className={design.button}
          disabled={empty || ending.isPending}
          onClick={() => ending.mutate("cancel")}
        >
          {m.team.cancel}
        </button>
      </p>
      <p className={design.fine}>{plan.state === "drafted" ? m.team.shareWhy : m.team.endWhy}</p>
      {error && <Failed error={error} />}
    </section>
  );
}
