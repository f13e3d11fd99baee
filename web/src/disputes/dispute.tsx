import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { evaluation, recording as recordingOf, rubric } from "../api/queries";
import type { Dispute } from "../api/types";
import { useRubricNames } from "../app/rubric-names";
import type { Me } from "../app/session";
import { useTitles } from "../calibration/titles";
import { findingsOf } from "../call/scorecard/selection";
import design from "../design/design.module.css";
import { OutcomeSign } from "../design/outcome";
import { useSpoken } from "../i18n/context";
import style from "./disputes.module.css";
import { Rule } from "./rule";

interface Contested {
  dispute: Dispute;
  me: Me;
  nameOf(id: string): string;
  opened: boolean;
}

/** One dispute: what is contested and why; opened, what it rests on, and the decision. */
export function OneDispute({ dispute, me, nameOf, opened }: Contested) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const title = useTitles(dispute);
  const [open, setOpen] = useState(opened);
  return (
    <li className={style.item} data-dispute={dispute.id}>
      <button type="button" className={style.head} aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`${design.tag} ${style[dispute.state] ?? ""}`}>
          {m.disputes.state[dispute.state]}
        </span>
        <strong className={style.what}>
          {rubricOf(dispute.rubric)} · {title(dispute.criterion)}
        </strong>
        <span className={design.fine}>
          {m.disputes.by(nameOf(dispute.by), f.moment(dispute.appealed_at ?? dispute.opened_at))}
        </span>
      </button>
      <p className={style.reason}>
        <span className={design.fine}>{m.disputes.agentSays}:</span> {dispute.reason}
      </p>
      {dispute.appeal_reason !== "" && (
        <p className={style.reason}>
          <span className={design.fine}>{m.disputes.appealSays}:</span> {dispute.appeal_reason}
        </p>
      )}
      {open && <Open dispute={dispute} me={me} nameOf={nameOf} />}
    </li>
  );
}

function Open({ dispute, me, nameOf }: Omit<Contested, "opened">) {
  const { m, f } = useSpoken();
  const judged = useQuery(evaluation(dispute.evaluation));
  const { data: call } = useQuery(recordingOf(dispute.recording));
  const card = judged.data?.scorecard;
  const words = useQuery({ ...rubric(card?.digest ?? ""), enabled: card !== undefined });
  const criterion = words.data?.rubric.sections
    .flatMap((section) => section.criteria)
    .find(({ id }) => id === dispute.criterion);
  const finding = card && findingsOf(card).find((each) => each.criterion === dispute.criterion);
  const at = dispute.at ?? finding?.evidence[0]?.start ?? finding?.search?.nearest?.start ?? null;
  const own = me.agent_id !== null && me.agent_id === dispute.agent;
  const mayRule =
    (dispute.state === "open" && me.may.decide_dispute !== undefined) ||
    (dispute.state === "appealed" && me.may.decide_appeal !== undefined);
  return (
    <div className={style.open}>
      <p>
        <Link
          to="/calls/$id"
          params={{ id: dispute.recording }}
          search={{ rubric: dispute.rubric, ...(at === null ? {} : { t: Math.floor(at) }) }}
        >
          {m.disputes.openCall} {call?.recording.metadata.source_call_id}
          {dispute.at !== null && ` · ${m.disputes.points(f.clock(dispute.at))}`}
        </Link>
      </p>
      {finding && (
        <div>
          <p className={style.found}>
            <OutcomeSign outcome={finding.outcome} /> <strong>{criterion?.title ?? dispute.criterion}</strong>
          </p>
          <p className={design.fine}>
            {m.disputes.machineSays}: {finding.reason}
          </p>
          {finding.evidence.map((each) => (
            <p key={`${each.start} ${each.quote}`}>
              <span className={design.fine}>{f.clock(each.start)}</span> <q>{each.quote}</q>
            </p>
          ))}
          {criterion?.guidance && (
            <p className={design.fine}>
              {m.score.guidance}: {criterion.guidance}
            </p>
          )}
        </div>
      )}
      {dispute.rulings.length > 0 && (
        <section aria-label={m.disputes.rulings}>
          <h3>{m.disputes.rulings}</h3>
          <ol>
            {dispute.rulings.map((ruling) => (
              <li key={ruling.at} className={style.ruling}>
                <strong>{m.disputes.state[ruling.verdict]}</strong>
                {ruling.outcome !== null && ` · ${m.disputes.becomes(m.outcome[ruling.outcome])}`}
                {" · "}
                {ruling.reason}{" "}
                <span className={design.fine}>
                  {m.disputes.ruled(nameOf(ruling.by), f.moment(ruling.at))}
                </span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {mayRule && !own ? (
        <Rule dispute={dispute} />
      ) : (
        dispute.state === "appealed" && <p className={design.fine}>{m.disputes.leadDecides}</p>
      )}
    </div>
  );
}
