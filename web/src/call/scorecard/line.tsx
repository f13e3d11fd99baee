import { type ReactNode, useEffect, useRef } from "react";
import type { Criterion, Evidence, Finding, FindingOutcome } from "../../api/types";
import design from "../../design/design.module.css";
import { OutcomeSign } from "../../design/outcome";
import { useSpoken } from "../../i18n/context";
import { Prose } from "../../i18n/prose";
import { Absence } from "./absence";
import style from "./scorecard.module.css";
import type { Place } from "./selection";

interface OneLine {
  finding: Finding;
  criterion: Criterion | undefined;
  fatal: boolean;
  /** What the machine found, where a person judged; both stay in sight. */
  beside: FindingOutcome | null;
  /** What can be done about it, once it is looked at. */
  action: ReactNode;
  /** Which evidence is looked at; null where another criterion is. */
  selected: number | null;
  onSelect(evidence: number): void;
  onPlay(place: Place): void;
}

/** One criterion: sign, title, confidence and what it rests on; all the rest once it is looked at. */
export function Line({ finding, criterion, fatal, beside, action, selected, onSelect, onPlay }: OneLine) {
  const { m, f } = useSpoken();
  const line = useRef<HTMLLIElement>(null);
  const open = selected !== null;
  useEffect(() => {
    if (open) line.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <li ref={line} className={`${style.line} ${open ? style.open : ""}`} data-criterion={finding.criterion}>
      <button
        type="button"
        className={style.title}
        aria-expanded={open}
        onClick={() => onSelect(selected ?? 0)}
      >
        <OutcomeSign outcome={finding.outcome} />
        <span className={style.question}>
          {criterion?.title ?? finding.criterion}
          {(fatal || criterion?.auto_fail) && <span className={design.tag}>{m.score.fatal}</span>}
        </span>
        {beside !== null && (
          <span className={style.beside} title={m.review.besideMachine(m.outcome[beside])}>
            {m.review.machine}
            <OutcomeSign outcome={beside} />
          </span>
        )}
        <span className={style.confidence} title={m.score.confidence(f.percent(finding.confidence))}>
          <span aria-hidden="true">
            {open ? m.score.confidence(f.percent(finding.confidence)) : f.percent(finding.confidence)}
          </span>
          <span className="unseen">{m.score.confidence(f.percent(finding.confidence))}</span>
        </span>
      </button>
      <Quotes finding={finding} all={open} selected={selected} onSelect={onSelect} onPlay={onPlay} />
      {open && <More finding={finding} criterion={criterion} onPlay={onPlay} />}
      {open && action !== null && <div className={style.action}>{action}</div>}
    </li>
  );
}

interface Quoting {
  finding: Finding;
  all: boolean;
  selected: number | null;
  onSelect(evidence: number): void;
  onPlay(place: Place): void;
}

/** What a finding rests on: quotes to be played, or where was searched in vain. */
export function Quotes({ finding, all, selected, onSelect, onPlay }: Quoting) {
  const shown = all ? finding.evidence : finding.evidence.slice(0, 1);
  const left = finding.evidence.length - shown.length;
  return (
    <ul className={style.quotes}>
      {shown.map((each, at) => (
        <li key={`${each.start}-${each.note}`}>
          <Quote
            evidence={each}
            chosen={selected === at}
            more={left}
            onPlay={() => {
              onSelect(at);
              onPlay(each);
            }}
          />
        </li>
      ))}
      {shown.length === 0 && finding.search !== null && (
        <li>
          <Absence search={finding.search} onPlay={onPlay} brief={!all} />
        </li>
      )}
    </ul>
  );
}

interface Quoted {
  evidence: Evidence;
  chosen: boolean;
  more: number;
  onPlay(): void;
}

function Quote({ evidence, chosen, more, onPlay }: Quoted) {
  const { m, f } = useSpoken();
  return (
    <button
      type="button"
      className={`${style.quote} ${chosen ? style.chosen : ""}`}
      onClick={onPlay}
      title={m.score.jump(f.clock(evidence.start))}
      {...(chosen ? { "aria-current": "true" as const } : {})}
    >
      <span className={style.at}>{f.clock(evidence.start)}</span>
      {evidence.quote !== "" ? (
        <q>{evidence.quote}</q>
      ) : (
        <span>{evidence.cue?.reasons[0] ? <Prose text={evidence.cue.reasons[0]} /> : m.score.cue}</span>
      )}
      {more > 0 && <span className={style.at}>+{more}</span>}
    </button>
  );
}

function More({
  finding,
  criterion,
  onPlay,
}: {
  finding: Finding;
  criterion: Criterion | undefined;
  onPlay(place: Place): void;
}) {
  const { m, f } = useSpoken();
  const counted = finding.earned !== null && finding.possible !== null;
  return (
    <div className={style.more}>
      <p>{finding.reason}</p>
      {finding.evidence.length > 0 && finding.search?.nearest != null && (
        <Absence search={finding.search} onPlay={onPlay} brief={false} />
      )}
      {criterion?.guidance && (
        <p>
          <span className={design.fine}>{m.score.guidance}:</span> {criterion.guidance}
        </p>
      )}
      <p className={design.fine}>
        {counted
          ? m.score.points(f.points(finding.earned ?? 0), f.points(finding.possible ?? 0))
          : m.score.uncounted}
      </p>
    </div>
  );
}
