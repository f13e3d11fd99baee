import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { appeal, DISPUTES, disputes } from "../api/programme";
import type { Dispute } from "../api/types";
import { useRubricNames } from "../app/rubric-names";
import type { Me } from "../app/session";
import { useTitles } from "../calibration/titles";
import { Ask } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { Block } from "./block";
import style from "./home.module.css";

/** What the agent contested, where each stands, and what can be done about it. */
export function OwnDisputes({ me }: { me: Me }) {
  const { m } = useSpoken();
  const { data } = useQuery({ ...disputes([]), enabled: me.may.read_dispute !== undefined });
  if (data === undefined) return null;
  return (
    <Block title={m.home.disputes}>
      {data.items.length === 0 && <p className={design.fine}>{m.home.disputesNone}</p>}
      <ul>
        {data.items.toReversed().map((each) => (
          <One key={each.id} dispute={each} />
        ))}
      </ul>
    </Block>
  );
}

function One({ dispute }: { dispute: Dispute }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const title = useTitles(dispute);
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const last = dispute.rulings.at(-1);
  const until = dispute.state === "upheld" ? dispute.appeal_until : null;
  return (
    <li className={style.dispute}>
      <p>
        <span className={design.tag}>{m.disputes.state[dispute.state]}</span>{" "}
        <Link to="/calls/$id" params={{ id: dispute.recording }} search={{ rubric: dispute.rubric }}>
          {rubricOf(dispute.rubric)} · {title(dispute.criterion)}
        </Link>{" "}
        <span className={design.fine}>{f.moment(dispute.opened_at)}</span>
      </p>
      <p className={design.fine}>{m.disputes.stateWhy[dispute.state]}</p>
      <blockquote className={style.said}>{dispute.reason}</blockquote>
      {last !== undefined && (
        <p>
          <strong>{m.disputes.state[last.verdict]}</strong>
          {last.outcome !== null && ` · ${m.disputes.becomes(m.outcome[last.outcome])}`} · {last.reason}
        </p>
      )}
      {until !== null && (
        <p>
          <button type="button" className={design.button} onClick={() => setAsking(true)}>
            {m.home.appeal}
          </button>{" "}
          <span className={design.fine}>{m.home.appealUntil(f.moment(until))}</span>
        </p>
      )}
      {asking && (
        <Ask
          title={m.home.appealTitle}
          label={m.home.appealWhy}
          confirm={m.home.send}
          onGive={async (reason) => {
            await appeal(dispute.id, reason);
            await queries.invalidateQueries({ queryKey: [DISPUTES] });
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
