import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import type { Task } from "../api/types";
import { FlagTags } from "../calls/flag-tags";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./inbox.module.css";

interface Rows {
  task: Task;
  index: number;
  held: boolean;
  me: string;
  nameOf(id: string): string;
  chosen: boolean | null;
  onChoose(ids: readonly string[]): void;
  onTake: ((task: Task) => void) | null;
  onSkip: ((task: Task) => void) | null;
  rubricOf(rubric: string): string;
  /** Where it lies in the list, and how high it is, in pixels. */
  top: number;
  height: number;
}

/** One review: which call, why, until when, whose. */
export const Row = memo(function Row({
  task,
  index,
  held,
  me,
  nameOf,
  chosen,
  onChoose,
  onTake,
  onSkip,
  rubricOf,
  top,
  height,
}: Rows) {
  const { m, f } = useSpoken();
  const { review, flags, overdue } = task;
  const call = task.call_id ?? review.recording.slice(0, 12);
  // What a flag says already is not said twice.
  const raised = new Set<string>(flags.map(({ kind }) => kind));
  const reasons = review.why.filter((each) => !raised.has(each)).map((each) => m.inbox.drawn[each] ?? each);
  const isOpen = review.state === "waiting" || review.state === "assigned";
  return (
    // biome-ignore lint/a11y/useSemanticElements: see List
    // biome-ignore lint/a11y/useFocusableInteractive: its link is the control
    <div
      role="row"
      aria-rowindex={index}
      className={`${style.row} ${chosen === null ? "" : style.choosing} ${held ? style.held : ""}`}
      style={{ top, height }}
    >
      {chosen !== null && (
        <Cell kind="box">
          <input
            type="checkbox"
            aria-label={m.inbox.choose(call)}
            checked={chosen}
            onChange={() => onChoose([review.id])}
          />
        </Cell>
      )}
      <Cell kind="call">
        <Link
          to="/calls/$id"
          params={{ id: review.recording }}
          search={{ rubric: review.rubric }}
          className={style.open}
        >
          {call}
        </Link>
        <span className={style.second}>
          {rubricOf(review.rubric)}
          {task.duration !== null && ` · ${f.clock(task.duration)}`}
          {review.blind && isOpen && ` · ${m.inbox.blind}`}
        </span>
      </Cell>
      <Cell kind="agent">{task.agent_name ?? review.agent ?? "–"}</Cell>
      <Cell kind="queue">{review.queue ?? "–"}</Cell>
      <Cell kind="why">
        <span className={style.flags}>
          <FlagTags recording={review.recording} flags={flags} />
        </span>
        <span className={style.second}>{reasons.join(" · ")}</span>
      </Cell>
      <Cell kind="due">
        {isOpen && (
          <span className={overdue ? style.overdue : ""} title={f.moment(review.due_at)}>
            {overdue && `✗ ${m.inbox.overdue} · `}
            {f.away(review.due_at, Date.now())}
          </span>
        )}
        {review.release_at !== null && !isOpen && f.moment(review.release_at)}
      </Cell>
      <Cell kind="whose">
        {review.reviewer === null
          ? m.inbox.nobody
          : review.reviewer === me
            ? m.inbox.mine
            : nameOf(review.reviewer)}
      </Cell>
      <Cell kind="state">
        <span>
          {task.answered > 0 && isOpen ? m.inbox.answered(task.answered) : m.inbox.state[review.state]}
        </span>
        <span className={style.actions}>
          {onTake && isOpen && review.reviewer !== me && (
            <button type="button" className={design.button} onClick={() => onTake(task)}>
              {m.inbox.take}
            </button>
          )}
          {onSkip && (
            <button type="button" className={design.button} onClick={() => onSkip(task)}>
              {m.inbox.skip}
            </button>
          )}
        </span>
      </Cell>
    </div>
  );
});

function Cell({ kind, children }: { kind: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <td> needs a <table>
    <span role="cell" className={style[kind]}>
      {children}
    </span>
  );
}
