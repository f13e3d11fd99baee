import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useRubricNames } from "../../app/rubric-names";
import { session } from "../../app/session";
import { useTitles } from "../../calibration/titles";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { PlanList } from "../coaching/plans";
import type { Digest } from "../queries";
import style from "./week.module.css";

const DISPUTES = 6;

/** What waits now: disputes, reviews, coaching; and what of the week was not inspected. */
export function Waiting({ digest }: { digest: Digest }) {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  const { disputes, reviews, coverage, coaching } = digest;
  const theirs = digest.team === null ? {} : { team: digest.team };
  const all = me?.may.read_queue === undefined ? null : { view: "all" as const, ...theirs };
  return (
    <>
      <section className={style.part}>
        <h3>{m.week.inspected}</h3>
        <p>
          <Link
            to="/coverage"
            search={{ day: digest.start, ...(digest.team === null ? {} : { team: digest.team }) }}
          >
            {coverage.denominator === 0
              ? m.coverage.noCalls
              : m.coverage.counted(f.number(coverage.numerator, 0), f.number(coverage.denominator, 0))}
          </Link>{" "}
          {coverage.denominator > 0 && (
            <span className={design.fine}>
              {m.coverage.inspected} · {f.percent(coverage.numerator / coverage.denominator)}
            </span>
          )}
        </p>
      </section>
      <section className={style.part}>
        <h3>{m.week.disputes}</h3>
        {disputes.length === 0 && <p className={design.fine}>{m.week.noDisputes}</p>}
        <ul className={style.list}>
          {disputes.slice(0, DISPUTES).map((each) => (
            <Contested key={each.id} dispute={each} />
          ))}
        </ul>
        {disputes.length > DISPUTES && (
          <p className={design.fine}>{m.week.disputesMore(disputes.length - DISPUTES)}</p>
        )}
      </section>
      <section className={style.part}>
        <h3>{m.week.reviews}</h3>
        <ul className={style.bar}>
          {(["open", "soon", "overdue"] as const).map((kind) => (
            <li key={kind}>
              {all === null || reviews[kind] === 0 ? (
                m.week.review[kind](reviews[kind])
              ) : (
                <Link to="/inbox" search={kind === "open" ? all : { ...all, [kind]: true }}>
                  {m.week.review[kind](reviews[kind])}
                </Link>
              )}
            </li>
          ))}
        </ul>
      </section>
      <section className={style.part}>
        <h3>{m.week.coaching}</h3>
        {coaching.length === 0 && <p className={design.fine}>{m.week.noCoaching}</p>}
        <PlanList items={coaching} />
      </section>
    </>
  );
}

function Contested({ dispute }: { dispute: Digest["disputes"][number] }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const title = useTitles(dispute);
  return (
    <li>
      <Link
        to="/calls/$id"
        params={{ id: dispute.recording }}
        search={{ rubric: dispute.rubric }}
        className={style.grow}
      >
        {dispute.agent} · {title(dispute.criterion)}
      </Link>
      <span>{rubricOf(dispute.rubric)}</span>
      <span>{m.disputes.state[dispute.state]}</span>
      <span className={design.fine}>{f.moment(dispute.opened_at)}</span>
    </li>
  );
}
