import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId } from "react";
import { DISPUTES, decide, type Ruled } from "../api/programme";
import type { Dispute } from "../api/types";
import { notify } from "../app/notice";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./disputes.module.css";

const WAYS = ["uphold", "overturnMet", "overturnNot"] as const;
const RULED: Record<(typeof WAYS)[number], Omit<Ruled, "reason">> = {
  uphold: { verdict: "upheld", outcome: null },
  overturnMet: { verdict: "overturned", outcome: "met" },
  overturnNot: { verdict: "overturned", outcome: "not_applicable" },
};

/** Decides a dispute, or its appeal: whether the finding stands, and why. */
export function Rule({ dispute }: { dispute: Dispute }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const name = useId();
  const appealed = dispute.state === "appealed";
  const ruling = useMutation({
    mutationFn: (ruled: Ruled) => decide(dispute.id, ruled, appealed),
    onSuccess: async () => {
      notify(m.disputes.decided);
      await Promise.all(
        [
          [DISPUTES],
          ["evaluations", dispute.recording],
          ["recording", dispute.recording],
          ["recordings"],
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      );
    },
  });
  const give = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const way = WAYS.find((each) => each === given.get("way"));
    const reason = String(given.get("reason") ?? "").trim();
    if (way !== undefined && reason !== "") ruling.mutate({ ...RULED[way], reason });
  };
  return (
    <form className={style.rule} onSubmit={give}>
      <fieldset className={style.ways}>
        <legend className="unseen">{appealed ? m.disputes.decideAppeal : m.disputes.decide}</legend>
        {WAYS.map((each) => (
          <label key={each} className={style.way} htmlFor={`${name}-${each}`}>
            <input id={`${name}-${each}`} type="radio" name="way" value={each} required />
            {m.disputes[each]}
          </label>
        ))}
      </fieldset>
      <label className={style.why}>
        {m.disputes.why}
        <textarea className={design.field} name="reason" rows={3} maxLength={2000} required />
      </label>
      <Told error={ruling.error} />
      <button type="submit" className={design.primary} disabled={ruling.isPending}>
        {appealed ? m.disputes.decideAppeal : m.disputes.decide}
      </button>
    </form>
  );
}
