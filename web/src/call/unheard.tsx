import { isSettled } from "../api/queries";
import type { Detailed } from "../api/types";
import { problemIn } from "../calls/why";
import design from "../design/design.module.css";
import { Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { OwnWords } from "../i18n/own-words";

/** Why there are no words, and what comes. */
export function Unheard({ detailed }: { detailed: Detailed }) {
  const { m, f, language } = useSpoken();
  const { recording, progress } = detailed;
  const { erased, problem } = recording;
  if (erased?.transcript)
    return (
      <Note title={m.call.notHeard}>
        <p>{m.call.erased(m.call.layer.transcript, f.moment(erased.transcript))}</p>
      </Note>
    );
  if (!isSettled(detailed))
    return (
      <Note title={m.call.onTheWay}>
        <p>
          {m.stage[recording.stage]} · {m.recording[recording.state]} · {f.percent(progress)}
        </p>
        <p>{m.call.onTheWayWhy}</p>
      </Note>
    );
  return (
    <Note title={recording.state === "not_scorable" ? m.score.noneUnfit : m.call.notHeard}>
      {problem && <p>{problemIn(problem, m, language)}</p>}
      {problem && (
        <p className={language === "en" ? undefined : design.fine}>
          <OwnWords text={problem.message} />
        </p>
      )}
    </Note>
  );
}
