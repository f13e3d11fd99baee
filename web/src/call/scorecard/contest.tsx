import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DISPUTES, dispute, disputes } from "../../api/programme";
import type { Evaluation, Finding, Recording } from "../../api/types";
import { notify } from "../../app/notice";
import type { Me } from "../../app/session";
import { Ask } from "../../design/ask";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import type { Playback } from "../player/playback";

interface Contesting {
  me: Me;
  recording: Recording;
  evaluation: Evaluation;
  finding: Finding;
  playback: Playback;
}

/** Lets an agent contest a finding of an own call that is not met; others see whether it was. */
export function Contest({ me, recording, evaluation, finding, playback }: Contesting) {
  const { m, f } = useSpoken();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const own = me.agent_id !== null && me.agent_id === recording.metadata.agent_id;
  const { data } = useQuery({ ...disputes([]), enabled: me.may.read_dispute !== undefined });
  const known = data?.items.find(
    (each) =>
      each.recording === recording.id &&
      each.criterion === finding.criterion &&
      each.rubric === evaluation.scorecard.rubric,
  );
  if (known !== undefined)
    return (
      <p className={design.fine}>
        {own ? m.home.contested : m.disputes.contested(m.disputes.state[known.state])}{" "}
        {m.disputes.stateWhy[known.state]}
      </p>
    );
  if (!own || me.may.dispute === undefined || finding.outcome !== "not_met") return null;
  const open = () => {
    setAt(playback.time > 0 ? Math.round(playback.time * 10) / 10 : null);
    setAsking(true);
  };
  return (
    <>
      <button type="button" className={design.button} onClick={open}>
        {m.home.contest}
      </button>
      {asking && (
        <Ask
          title={m.home.contestTitle}
          label={m.home.contestWhy}
          confirm={m.home.send}
          onGive={async (reason) => {
            await dispute(evaluation.id, { criterion: finding.criterion, reason, at });
            notify(m.home.sent);
            await Promise.all(
              [[DISPUTES], ["evaluations", recording.id]].map((queryKey) =>
                queries.invalidateQueries({ queryKey }),
              ),
            );
          }}
          onClose={() => setAsking(false)}
        >
          {playback.time > 0 && (
            <label>
              <input
                type="checkbox"
                checked={at !== null}
                onChange={(event) => setAt(event.target.checked ? Math.round(playback.time * 10) / 10 : null)}
              />{" "}
              {m.home.contestHere} ({f.clock(playback.time)})
            </label>
          )}
        </Ask>
      )}
    </>
  );
}
