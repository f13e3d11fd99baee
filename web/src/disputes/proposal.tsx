import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { accept, DISPUTES, reject } from "../api/programme";
import type { Proposal } from "../api/types";
import { notify } from "../app/notice";
import { useRubricNames } from "../app/rubric-names";
import { useTitles } from "../calibration/titles";
import { type CallIds, called } from "../calls/called";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { OutcomeSign } from "../design/outcome";
import { useSpoken } from "../i18n/context";
import style from "./disputes.module.css";

/** What follows from a finding that fell, once the lead accepts it: an example, or other calls to be corrected. */
export function OneProposal({ proposal, callIds }: { proposal: Proposal; callIds: CallIds }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const title = useTitles(proposal);
  const [text, setText] = useState(proposal.text);
  return (
    <li className={style.item}>
      <div className={style.head}>
        <span className={design.tag}>{m.disputes.proposalState[proposal.state]}</span>
        <strong className={style.what}>{m.disputes.kind[proposal.kind]}</strong>
        <span className={design.fine}>{f.moment(proposal.made_at)}</span>
      </div>
      <div className={style.open}>
        <p className={style.found}>
          <OutcomeSign outcome={proposal.outcome} />
          <Link to="/calls/$id" params={{ id: proposal.recording }} search={{ rubric: proposal.rubric }}>
            {called(proposal.recording, callIds)} · {rubricOf(proposal.rubric)} · {title(proposal.criterion)}
          </Link>
        </p>
        {proposal.kind === "example" ? (
          <Example proposal={proposal} text={text} onChange={setText} />
        ) : (
          <Affected proposal={proposal} callIds={callIds} />
        )}
        {proposal.state === "open" && (
          <Decide proposal={proposal} text={text === proposal.text ? null : text} />
        )}
      </div>
    </li>
  );
}

function Example({
  proposal,
  text,
  onChange,
}: {
  proposal: Proposal;
  text: string;
  onChange(text: string): void;
}) {
  const { m } = useSpoken();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <>
      <p className={design.fine}>{m.disputes.exampleWhy(proposal.path)}</p>
      <textarea
        className={`${design.field} ${style.yaml}`}
        aria-label={m.disputes.exampleText}
        rows={Math.min(24, text.split("\n").length + 1)}
        spellCheck={false}
        readOnly={proposal.state !== "open"}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {proposal.state === "accepted" && globalThis.isSecureContext && (
        <p>
          <button type="button" className={design.button} onClick={copy}>
            {copied ? m.disputes.copied : m.disputes.copy}
          </button>
        </p>
      )}
    </>
  );
}

/** The blast radius: every call that would change, and by how much. */
function Affected({ proposal, callIds }: { proposal: Proposal; callIds: CallIds }) {
  const { m, f } = useSpoken();
  const { affected, pattern } = proposal;
  const score = (value: number | null) => (value === null ? "–" : f.score(value));
  if (proposal.state === "seeking") return <p className={design.fine}>{m.disputes.proposalState.seeking}</p>;
  if (affected.length === 0) return <p>{m.disputes.rescoreNone}</p>;
  return (
    <>
      <p>{m.disputes.rescoreWhy(affected.length)}</p>
      {pattern !== null && (
        <p className={design.fine}>
          {m.disputes.restsOn}: {[pattern.nearest, ...pattern.notes].filter(Boolean).join(" · ")}
        </p>
      )}
      <div className={style.scroll}>
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{m.calls.call}</th>
              <th scope="col">{m.disputes.from}</th>
              <th scope="col">{m.disputes.to}</th>
            </tr>
          </thead>
          <tbody>
            {affected.map((each) => (
              <tr key={each.evaluation}>
                <td>
                  <Link to="/calls/$id" params={{ id: each.recording }} search={{ rubric: proposal.rubric }}>
                    {called(each.recording, callIds)}
                  </Link>
                </td>
                <td>{score(each.score)}</td>
                <td>{score(each.rescored)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Decide({ proposal, text }: { proposal: Proposal; text: string | null }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const deciding = useMutation({
    mutationFn: ({ yes, reason }: { yes: boolean; reason: string }) =>
      yes
        ? accept(proposal.id, reason, proposal.kind === "example" ? text : null)
        : reject(proposal.id, reason),
    onSuccess: async (_, { yes }) => {
      notify(yes ? m.disputes.accepted : m.disputes.rejected);
      await queries.invalidateQueries({ queryKey: [DISPUTES] });
    },
  });
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    if (reason !== "") deciding.mutate({ yes: submitter?.dataset.yes === "yes", reason });
  };
  return (
    <form className={style.rule} onSubmit={give}>
      <label className={style.why}>
        {m.disputes.proposalWhy}
        <textarea className={design.field} name="reason" rows={2} maxLength={2000} required />
      </label>
      <Told error={deciding.error} />
      <div className={style.actions}>
        <button type="submit" className={design.primary} data-yes="yes" disabled={deciding.isPending}>
          {m.disputes.accept}
        </button>
        <button type="submit" className={design.button} disabled={deciding.isPending}>
          {m.disputes.reject}
        </button>
      </div>
    </form>
  );
}
