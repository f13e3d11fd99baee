import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Given } from "../../api/programme";
import type { Finding, FindingOutcome, ShownReview } from "../../api/types";
import design from "../../design/design.module.css";
import { OutcomeSign } from "../../design/outcome";
import { useSpoken } from "../../i18n/context";
import { Quotes } from "../scorecard/line";
import type { Place } from "../scorecard/selection";
import { said } from "./answers";
import { Outcomes } from "./outcomes";
import style from "./review.module.css";

export interface Writing {
  criterion: string;
  what: "reason" | "comment";
  at: number;
}

interface Asked {
  question: ShownReview["questions"][number];
  answer: Given | undefined;
  comments: Given["comments"];
  finding: Finding | undefined;
  /** Which evidence is looked at; null where another criterion is. */
  selected: number | null;
  lacking: "answer" | "reason" | null;
  writing: Writing | null;
  onSelect(evidence: number): void;
  onPlay(place: Place): void;
  onGive(outcome: FindingOutcome): void;
  onReason(reason: string): void;
  onComments(comments: Given["comments"]): void;
  onWrite(writing: Writing): void;
  /** Writing ended; `leave` where the next criterion is to come. */
  onWritten(leave: boolean): void;
  now(): number;
}

/** One criterion as a person answers it: their answer left, the machine's beside it, evidence beneath. */
export function Question(asked: Asked) {
  const { question, answer, finding, selected, lacking, onSelect, onPlay, onGive } = asked;
  const { m } = useSpoken();
  const line = useRef<HTMLLIElement>(null);
  const open = selected !== null;
  useEffect(() => {
    if (open) line.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  const found = finding && said(finding);
  const differs = answer !== undefined && found !== undefined && answer.outcome !== found;
  return (
    <li
      ref={line}
      className={`${style.line} ${open ? style.open : ""} ${lacking ? style.lacking : ""}`}
      data-criterion={question.criterion}
    >
      <div className={style.ask}>
        <button
          type="button"
          className={style.title}
          aria-expanded={open}
          onClick={() => onSelect(selected ?? 0)}
        >
          {question.title}
        </button>
        {found !== undefined && (
          <span className={style.machine} title={m.review.besideMachine(m.outcome[found])}>
            <span className={style.who}>{m.review.machine}</span>
            <OutcomeSign outcome={found} />
          </span>
        )}
        <Outcomes title={question.title} chosen={answer?.outcome ?? null} onGive={onGive} />
      </div>
      {differs && (
        <p className={style.changed}>
          ✎ {m.review.changed}
          {!open && answer.reason !== "" && `: ${answer.reason}`}
        </p>
      )}
      {finding !== undefined && (
        <Quotes finding={finding} all={open} selected={selected} onSelect={onSelect} onPlay={onPlay} />
      )}
      {open && <More {...asked} differs={differs} />}
    </li>
  );
}

function More({
  question,
  answer,
  comments,
  finding,
  writing,
  differs,
  onReason,
  onComments,
  onWrite,
  onWritten,
  onPlay,
  now,
}: Asked & { differs: boolean }) {
  const { m, f } = useSpoken();
  const reason = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (writing?.what === "reason") reason.current?.focus();
  }, [writing]);
  const leave = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey)) {
      event.preventDefault();
      event.currentTarget.blur();
      onWritten(event.key === "Enter");
    }
  };
  return (
    <div className={style.more}>
      {finding && <p>{finding.reason}</p>}
      {question.guidance && (
        <p>
          <span className={design.fine}>{m.score.guidance}:</span> {question.guidance}
        </p>
      )}
      {answer !== undefined && (
        <label className={style.reason}>
          {differs ? m.review.reasonNeeded : m.review.reasonMay}
          <textarea
            ref={reason}
            className={design.field}
            rows={2}
            maxLength={2000}
            value={answer.reason}
            onChange={(event) => onReason(event.target.value)}
            onBlur={() => onWritten(false)}
            onKeyDown={leave}
          />
        </label>
      )}
      <ul>
        {comments.map((each) => (
          <li key={`${each.at} ${each.text}`} className={style.comment}>
            <button
              type="button"
              className={style.at}
              title={m.score.jump(f.clock(each.at))}
              onClick={() => onPlay({ start: each.at, end: each.at + 5, turn: null })}
            >
              {f.clock(each.at)}
            </button>
            <span>{each.text}</span>
            <button
              type="button"
              className={style.drop}
              aria-label={m.review.remove(f.clock(each.at))}
              onClick={() => onComments(comments.filter((other) => other !== each))}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      {writing?.what === "comment" ? (
        <Commenting
          at={writing.at}
          onKeep={(text) => {
            const added = [...comments, { at: Math.round(writing.at * 10) / 10, text }];
            onComments(added.sort((a, b) => a.at - b.at));
            onWritten(false);
          }}
          onDrop={() => onWritten(false)}
        />
      ) : (
        <button
          type="button"
          className={style.add}
          onClick={() => onWrite({ criterion: question.criterion, what: "comment", at: now() })}
        >
          + {m.review.comment}
        </button>
      )}
    </div>
  );
}

function Commenting({ at, onKeep, onDrop }: { at: number; onKeep(text: string): void; onDrop(): void }) {
  const { m, f } = useSpoken();
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <label className={style.reason}>
      {m.review.commentAt(f.clock(at))}
      <input
        ref={field}
        className={design.field}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") onDrop();
          if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            text.trim() === "" ? onDrop() : onKeep(text.trim());
          }
        }}
      />
      <span className={design.fine}>{m.review.commentHint}</span>
    </label>
  );
}
