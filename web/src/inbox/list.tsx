import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import type { Task } from "../api/types";
import { useRubricNames } from "../app/rubric-names";
import { useSpoken } from "../i18n/context";
import { useKeys } from "../keyboard/context";
import style from "./inbox.module.css";
import { Row } from "./row";

const ROW = 52;
const CARD = 168;
const AHEAD = 40;

interface Lists {
  tasks: readonly Task[];
  more: boolean;
  me: string;
  nameOf(id: string): string;
  /** What is chosen to be handed out; null where nothing can be. */
  chosen: ReadonlySet<string> | null;
  onChoose(ids: readonly string[]): void;
  onTake: ((task: Task) => void) | null;
  onSkip: ((task: Task) => void) | null;
  onEnd(): void;
}

/** Reviews as rows, the most urgent first; only those in view exist. */
export function List({ tasks, more, me, nameOf, chosen, onChoose, onTake, onSkip, onEnd }: Lists) {
  const { m } = useSpoken();
  const navigate = useNavigate();
  const rubricOf = useRubricNames();
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(-1);
  const narrow = matchMedia("(max-width: 900px)").matches;
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? CARD : ROW),
    getItemKey: (index) => tasks[index]?.review.id ?? index,
    overscan: 12,
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= tasks.length - AHEAD) onEnd();
  }, [more, last, tasks.length, onEnd]);
  const move = (by: 1 | -1) => {
    const next = Math.min(tasks.length - 1, Math.max(0, at + by));
    setAt(next);
    rows.scrollToIndex(next);
  };
  const held = tasks[at];
  const open = ({ review }: Task) =>
    navigate({ to: "/calls/$id", params: { id: review.recording }, search: { rubric: review.rubric } });
  useKeys([
    { key: "j", label: m.inbox.keyNext, run: () => move(1) },
    { key: "k", label: m.inbox.keyBefore, run: () => move(-1) },
    { key: "Enter", label: m.inbox.keyOpen, run: () => held && open(held) },
    ...(onTake ? [{ key: "t", label: m.inbox.keyTake, run: () => held && onTake(held) }] : []),
    ...(chosen
      ? [{ key: "x", label: m.inbox.keyChoose, run: () => held && onChoose([held.review.id]) }]
      : []),
  ]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={scroller} className={style.scroller} tabIndex={0}>
      {/* biome-ignore lint/a11y/useSemanticElements: a <table> cannot hold rows that are placed */}
      <div role="table" aria-label={m.inbox.title} aria-rowcount={more ? -1 : tasks.length + 1}>
        <Headings chosen={chosen} tasks={tasks} onChoose={onChoose} />
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={style.body} style={{ height: rows.getTotalSize() }}>
          {shown.map((row) => {
            const task = tasks[row.index];
            return (
              task && (
                <Row
                  key={row.key}
                  task={task}
                  index={row.index + 2}
                  held={row.index === at}
                  me={me}
                  nameOf={nameOf}
                  chosen={chosen === null ? null : chosen.has(task.review.id)}
                  onChoose={onChoose}
                  onTake={onTake}
                  onSkip={onSkip}
                  rubricOf={rubricOf}
                  top={row.start}
                  height={row.size}
                />
              )
            );
          })}
        </div>
      </div>
      <p className={style.count} aria-live="polite">
        {m.inbox.shown(tasks.length, more)}
      </p>
    </div>
  );
}

function Headings({ chosen, tasks, onChoose }: Pick<Lists, "chosen" | "tasks" | "onChoose">) {
  const { m } = useSpoken();
  const titles = [
    m.calls.call,
    m.party.agent,
    m.calls.queue,
    m.inbox.why,
    m.inbox.due,
    m.inbox.whose,
    m.calls.state,
  ];
  return (
    // biome-ignore lint/a11y/useSemanticElements: see List
    <div role="rowgroup" className={style.header}>
      {/* biome-ignore lint/a11y/useSemanticElements: see List */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a row of headings is no control */}
      <div role="row" className={`${style.row} ${chosen ? style.choosing : ""}`} aria-rowindex={1}>
        {chosen !== null && (
          // biome-ignore lint/a11y/useSemanticElements: see List
          // biome-ignore lint/a11y/useFocusableInteractive: what it holds is the control
          <span role="columnheader">
            <input
              type="checkbox"
              aria-label={m.inbox.chooseAll}
              checked={tasks.length > 0 && tasks.every(({ review }) => chosen.has(review.id))}
              onChange={() => onChoose(tasks.map(({ review }) => review.id))}
            />
          </span>
        )}
        {titles.map((title) => (
          // biome-ignore lint/a11y/useSemanticElements: see List
          // biome-ignore lint/a11y/useFocusableInteractive: a heading is no control
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
    </div>
  );
}
