import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { cues, recording, transcript } from "../api/queries";
import type { Criterion, Outcome, Recording } from "../api/types";
import { Playback } from "../call/player/playback";
import { Transport } from "../call/player/transport";
import { Transcript } from "../call/transcript/transcript";
import design from "../design/design.module.css";
import { OutcomeSign } from "../design/outcome";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { CALIBRATION, form, type Session, type Voted, vote } from "./queries";

const OUTCOMES: readonly Outcome[] = ["met", "not_met", "not_applicable", "undecided"];

/** The call on one side, the empty form on the other; nobody else's answers, and not the machine's. */
export function Scoring({ one, given }: { one: Session; given: Session["votes"][string] | null }) {
  const asked = useQuery(form(one.id));
  const call = useQuery(recording(one.recording));
  if (asked.isError) return <Failed error={asked.error} again={() => asked.refetch()} />;
  if (call.isError) return <Failed error={call.error} again={() => call.refetch()} />;
  if (asked.isPending || call.isPending) return <Loading lines={10} />;
  return (
    <div className={style.scoring}>
      <Heard call={call.data.recording} />
      <Form one={one} criteria={asked.data.sections.flatMap(({ criteria }) => criteria)} given={given} />
    </div>
  );
}

function Heard({ call }: { call: Recording }) {
  const { m } = useSpoken();
  const [playback] = useState(() => new Playback());
  const words = call.erased?.transcript ? null : call.transcript;
  const heard = useQuery({ ...transcript(call.id, words ?? ""), enabled: words !== null });
  const told = useQuery({ ...cues(call.id, words ?? ""), enabled: words !== null });
  if (words === null) return <Note title={m.call.notHeard} />;
  if (heard.isError) return <Failed error={heard.error} again={() => heard.refetch()} />;
  if (!heard.data) return <Loading />;
  return (
    <div className={style.heard}>
      {!call.erased?.audio && (
        <div className={style.player}>
          <Transport
            playback={playback}
            source={`/v1/recordings/${encodeURIComponent(call.id)}/audio`}
            duration={heard.data.duration}
            turns={heard.data.turns}
          />
        </div>
      )}
      <Transcript
        transcript={heard.data}
        cues={told.data?.measured.cues ?? []}
        playback={playback}
        marked={[]}
      />
    </div>
  );
}

interface Formed {
  one: Session;
  criteria: readonly Criterion[];
  given: Session["votes"][string] | null;
}

/** The whole form is sent at once; it may be sent again until the session is closed. */
function Form({ one, criteria, given }: Formed) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const [answers, setAnswers] = useState<ReadonlyMap<string, Voted>>(
    () => new Map((given ?? []).map((each) => [each.criterion, { ...each, reason: each.reason ?? "" }])),
  );
  const answer = (criterion: string, change: Partial<Voted>) =>
    setAnswers((former) => {
      const was = former.get(criterion) ?? { criterion, outcome: "met" as const, reason: "" };
      return new Map(former).set(criterion, { ...was, ...change });
    });
  const sending = useMutation({
    mutationFn: () =>
      vote(
        one.id,
        criteria.flatMap(({ id }) => answers.get(id) ?? []),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: CALIBRATION }),
  });
  const left = criteria.filter(({ id }) => !answers.has(id)).length;
  return (
    <form
      className={style.questions}
      aria-label={m.calibration.form}
      onSubmit={(event) => {
        event.preventDefault();
        sending.mutate();
      }}
    >
      <p className={design.fine}>{m.calibration.blind}</p>
      {criteria.map((criterion) => (
        <Question
          key={criterion.id}
          criterion={criterion}
          answer={answers.get(criterion.id)}
          onAnswer={(change) => answer(criterion.id, change)}
        />
      ))}
      <p className={style.send}>
        <button type="submit" className={design.primary} disabled={left > 0 || sending.isPending}>
          {given === null ? m.calibration.send : m.calibration.sendAgain}
        </button>{" "}
        <span className={design.fine} role="status">
          {left > 0 ? m.calibration.left(left) : sending.isSuccess ? m.calibration.sent : ""}
        </span>
      </p>
      {sending.isError && <Failed error={sending.error} />}
    </form>
  );
}

interface Questioned {
  criterion: Criterion;
  answer: Voted | undefined;
  onAnswer(change: Partial<Voted>): void;
}

function Question({ criterion, answer, onAnswer }: Questioned) {
  const { m } = useSpoken();
  return (
    <fieldset className={style.question} data-criterion={criterion.id}>
      <legend>
        {criterion.title} {criterion.auto_fail && <span className={design.tag}>{m.score.fatal}</span>}
      </legend>
      {criterion.guidance && <p className={design.fine}>{criterion.guidance}</p>}
      <div className={style.outcomes}>
        {OUTCOMES.map((outcome) => (
          <label key={outcome}>
            <input
              type="radio"
              name={criterion.id}
              checked={answer?.outcome === outcome}
              onChange={() => onAnswer({ outcome })}
            />
            <OutcomeSign outcome={outcome} /> <span aria-hidden="true">{m.outcome[outcome]}</span>
          </label>
        ))}
      </div>
      {answer && (
        <input
          className={design.field}
          aria-label={`${m.calibration.why}: ${criterion.title}`}
          placeholder={m.calibration.why}
          maxLength={2000}
          value={answer.reason}
          onChange={({ target }) => onAnswer({ reason: target.value })}
        />
      )}
    </fieldset>
  );
}
