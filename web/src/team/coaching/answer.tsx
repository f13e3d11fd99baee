import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import design from "../../design/design.module.css";
import { Failed } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { acknowledge, COACHING, type Plan, reply } from "../queries";
import style from "../team.module.css";
import { Words } from "./words";

/** What the agent can do: say that it was seen, and answer. */
export function Answer({ plan }: { plan: Plan }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const done = { onSuccess: () => queries.invalidateQueries({ queryKey: COACHING }).then(() => setText("")) };
  const seeing = useMutation({ mutationFn: () => acknowledge(plan.id), ...done });
  const saying = useMutation({ mutationFn: () => reply(plan.id, text.trim()), ...done });
  const error = seeing.error ?? saying.error;
  return (
    <section className={style.steps}>
      <Words label={m.team.answer} text={text} onText={setText} />
      <p className={style.bar}>
        <button
          type="button"
          className={design.button}
          disabled={text.trim() === "" || saying.isPending}
          onClick={() => saying.mutate()}
        >
          {m.team.sendAnswer}
        </button>
        {plan.state === "shared" && (
          <button
            type="button"
            className={design.primary}
            disabled={seeing.isPending}
            onClick={() => seeing.mutate()}
          >
            {m.home.acknowledge}
          </button>
        )}
      </p>
      {plan.state === "shared" && <p className={design.fine}>{m.team.seenWhy}</p>}
      {error && <Failed error={error} />}
    </section>
  );
}
