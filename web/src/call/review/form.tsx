import { useEffect, useMemo, useRef, useState } from "react";
import type { Given } from "../../api/programme";
import type { FindingOutcome, ShownReview } from "../../api/types";
import { Told } from "../../design/ask";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { useKeys } from "../../keyboard/context";
import type { Playback } from "../player/playback";
import { findingsOf, type Place, type Selection } from "../scorecard/selection";
import { following, type Missing, missing, said } from "./answers";
import { Question } from "./question";
import style from "./review.module.css";
import { useAnswers } from "./use-review";

interface Form {
  shown: ShownReview;
  playback: Playback;
  selection: Selection | null;
  onSelect(selection: Selection): void;
  onPlay(place: Place): void;
  onDone(done: ShownReview): void;
}

/** A review as it is done: each criterion answered by a key, reasons where machine and person differ. */
export function ReviewForm({ shown, playback, selection, onSelect, onPlay, onDone }: Form) {
  const { m, f } = useSpoken();
  const { answers, change, send, finish, failed, sending } = useAnswers(shown);
  const { questions, machine, review } = shown;
  const criteria = useMemo(() => questions.map((each) => each.criterion), [questions]);
  const findings = useMemo(() => (machine === null ? [] : findingsOf(machine)), [machine]);
  const byCriterion = useMemo(() => new Map(findings.map((each) => [each.criterion, each])), [findings]);
  // Remarks on what has no answer yet: the API keeps them with the answer.
  const [remarks, setRemarks] = useState<ReadonlyMap<string, Given["comments"]>>(new Map());
  const [lacks, setLacks] = useState<readonly Missing[]>([]);
  const [ending, setEnding] = useState(false);
  const [refused, setRefused] = useState<unknown>(null);
  const [writing, setWriting] = useState<{
    criterion: string;
    what: "reason" | "comment";
    at: number;
  } | null>(null);
  const here = selection?.criterion ?? criteria[0] ?? "";
  const go = (criterion: string) => onSelect({ criterion, evidence: 0 });

  const give = (criterion: string, outcome: FindingOutcome) => {
    const found = byCriterion.get(criterion);
    const differs = found !== undefined && said(found) !== outcome;
    const held = answers.has(criterion) ? undefined : remarks.get(criterion);
    change(criterion, { outcome, ...(held === undefined ? {} : { comments: held }) });
    setLacks([]);
    if (differs && !answers.get(criterion)?.reason.trim()) {
      go(criterion);
      setWriting({ criterion, what: "reason", at: 0 });
      return;
    }
    const after = following(
      criteria,
      new Map(answers).set(criterion, { ...blank, criterion, outcome }),
      criterion,
    );
    go(after);
  };
  const agree = () => {
    const found = byCriterion.get(here);
    if (found !== undefined) give(here, said(found));
  };
  const end = async () => {
    const found = missing(criteria, answers, findings);
    setLacks(found);
    const first = found[0];
    if (first !== undefined) {
      go(first.criterion);
      if (first.what === "reason") setWriting({ criterion: first.criterion, what: "reason", at: 0 });
      return;
    }
    if (ending) return;
    setEnding(true);
    setRefused(null);
    try {
      onDone(await finish());
    } catch (error) {
      setRefused(error);
      setEnding(false);
    }
  };
  useSubmitKey(end);
  useKeys([
    { key: "1", label: m.review.keyMet, run: () => give(here, "met") },
    { key: "2", label: m.review.keyNotMet, run: () => give(here, "not_met") },
    { key: "3", label: m.review.keyNotApplicable, run: () => give(here, "not_applicable") },
    { key: "0", label: m.review.keyUndecided, run: () => give(here, "undecided") },
    ...(findings.length > 0 ? [{ key: "a", label: m.review.keyAgree, run: agree }] : []),
    {
      key: "c",
      label: m.review.keyComment,
      run: () => {
        go(here);
        setWriting({ criterion: here, what: "comment", at: playback.time });
      },
    },
  ]);
  const sections = useMemo(
    () => [...new Map(questions.map((each) => [each.section, each.heading]))],
    [questions],
  );
  const titleOf = (criterion: string) =>
    questions.find((each) => each.criterion === criterion)?.title ?? criterion;
  return (
    <div className={style.form}>
      <p className={style.facts}>
        <strong>{m.review.progress(answers.size, criteria.length)}</strong>
        {" · "}
        {m.review.due(f.away(review.due_at, Date.now()))}
        {" · "}
        {review.blind && machine === null ? m.review.blind : m.review.sighted}
      </p>
      {sections.map(([section, heading]) => (
        <section key={section} aria-labelledby={`review-${section}`}>
          <h2 id={`review-${section}`} className={style.section}>
            {heading}
          </h2>
          <ul>
            {questions
              .filter((each) => each.section === section)
              .map((each) => (
                <Question
                  key={each.criterion}
                  question={each}
                  answer={answers.get(each.criterion)}
                  finding={byCriterion.get(each.criterion)}
                  selected={here === each.criterion ? (selection?.evidence ?? 0) : null}
                  lacking={lacks.find((lack) => lack.criterion === each.criterion)?.what ?? null}
                  writing={writing?.criterion === each.criterion ? writing : null}
                  onSelect={(evidence) => onSelect({ criterion: each.criterion, evidence })}
                  onPlay={onPlay}
                  onGive={(outcome) => give(each.criterion, outcome)}
                  onReason={(reason) => change(each.criterion, { reason }, false)}
                  comments={answers.get(each.criterion)?.comments ?? remarks.get(each.criterion) ?? []}
                  onComments={(comments) =>
                    answers.has(each.criterion)
                      ? change(each.criterion, { comments: [...comments] })
                      : setRemarks(new Map(remarks).set(each.criterion, comments))
                  }
                  onWrite={setWriting}
                  onWritten={(leave) => {
                    setWriting(null);
                    send().catch(() => undefined);
                    if (leave) go(following(criteria, answers, each.criterion));
                  }}
                  now={() => playback.time}
                />
              ))}
          </ul>
        </section>
      ))}
      <footer className={style.footer}>
        {lacks.length > 0 && (
          <div role="alert">
            {m.review.missing(lacks.length)}
            <ul className={style.lacks}>
              {lacks.map(({ criterion, what }) => (
                <li key={criterion}>
                  <button type="button" className={style.lack} onClick={() => go(criterion)}>
                    {m.review.lacks[what](titleOf(criterion))}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        )}
        <Told error={refused ?? failed} />
        <button type="button" className={design.primary} disabled={ending} onClick={end}>
          {ending ? m.review.submitting : m.review.submit}{" "}
          <kbd className={style.kbd}>{MAC ? "⌘" : "Ctrl"}+↵</kbd>
        </button>
        <span className={design.fine} aria-live="polite">
          {failed !== null
            ? m.review.unsaved
            : sending
              ? m.review.saving
              : answers.size > 0 && m.review.saved}
        </span>
      </footer>
    </div>
  );
}

const blank = { reason: "", comments: [] };
const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Ctrl or ⌘ and Enter, also while something is being written. */
function useSubmitKey(run: () => void) {
  const newest = useRef(run);
  useEffect(() => {
    newest.current = run;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      if (document.querySelector("dialog[open]")) return;
      event.preventDefault();
      newest.current();
    };
    window.addEventListener("keydown", hear);
    return () => window.removeEventListener("keydown", hear);
  }, []);
}
