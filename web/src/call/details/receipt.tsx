import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { receipt as receiptOf } from "../../api/queries";
import type { Evaluation, Receipt as Sealed } from "../../api/types";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import style from "./details.module.css";
import { type Checked, check } from "./proof";

/** What a score was made of, and the proof that it was not written later. */
export function Receipt({ evaluation, title }: { evaluation: Evaluation; title: string }) {
  const { m } = useSpoken();
  const { data, error, refetch } = useQuery(receiptOf(evaluation.id));
  const address = `/v1/evaluations/${encodeURIComponent(evaluation.id)}/receipt`;
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return null;
  return (
    <div className={style.receipt}>
      <h3>{title}</h3>
      <p className={design.fine}>
        {m.details.fingerprint}: <code>{data.digest}</code>
      </p>
      <Verify receipt={data} />
      <a href={address} download={`receipt-${evaluation.id}.json`}>
        {m.details.download}
      </a>
    </div>
  );
}

function Verify({ receipt }: { receipt: Sealed }) {
  const { m } = useSpoken();
  const [checked, setChecked] = useState<Checked | null>(null);
  if (!globalThis.isSecureContext) return <p className={design.fine}>{m.details.insecure}</p>;
  if (checked === null)
    return (
      <button type="button" className={design.button} onClick={() => check(receipt).then(setChecked)}>
        {m.details.verify}
      </button>
    );
  const day = receipt.proof?.sealed.seal.day ?? "";
  return (
    <ul role="status">
      <li>
        {checked.whole ? "✓" : "✗"} {checked.whole ? m.details.whole : m.details.altered}
      </li>
      <li>
        {checked.inDay === null && `– ${m.details.unsealed}`}
        {checked.inDay === true && `✓ ${m.details.inDay(day)}`}
        {checked.inDay === false && `✗ ${m.details.notInDay(day)}`}
      </li>
      <li className={design.fine}>{m.details.elsewhere}</li>
    </ul>
  );
}
