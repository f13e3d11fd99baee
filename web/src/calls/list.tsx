import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { isSettled } from "../api/queries";
import type { Listed } from "../api/types";
import { useRubricNames } from "../app/rubric-names";
import { useSpoken } from "../i18n/context";
import style from "./calls.module.css";
import { Row } from "./row";

const ROW = 44;
const CARD = 136;
const AHEAD = 20;

interface Lists {
  listed: readonly Listed[];
  more: boolean;
  onEnd(): void;
}

/** The calls as rows; only those in view exist. */
export function List({ listed, more, onEnd }: Lists) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const scroller = useRef<HTMLDivElement>(null);
  const narrow = matchMedia("(max-width: 900px)").matches;
  const rows = useVirtualizer({
    count: listed.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => (narrow ? CARD : ROW),
    getItemKey: (at) => listed[at]?.recording.id ?? at,
    overscan: 12,
    // Rows that come a frame later lie ahead of what is seen; drawing them within the scroll would hold it up.
    useFlushSync: false,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= listed.length - AHEAD) onEnd();
  }, [more, last, listed.length, onEnd]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={scroller} className={style.scroller} tabIndex={0}>
      {/* biome-ignore lint/a11y/useSemanticElements: a <table> cannot hold rows that are placed */}
      <div role="table" aria-label={m.calls.title} aria-rowcount={more ? -1 : listed.length + 1}>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={style.header}>
          {/* biome-ignore lint/a11y/useSemanticElements: as above */}
          {/* biome-ignore lint/a11y/useFocusableInteractive: a row of headings is no control */}
          <div role="row" className={style.row} aria-rowindex={1}>
            {[m.calls.call, m.party.agent, m.calls.queue, m.calls.time, m.calls.length, m.calls.state].map(
              (title) => (
                <Heading key={title} title={title} />
              ),
            )}
            <Heading title={m.calls.scores} />
            <Heading title={m.calls.flags} />
          </div>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" className={style.body} style={{ height: rows.getTotalSize() }}>
          {shown.map((row) => {
            const each = listed[row.index];
            return (
              each && (
                <Row
                  key={row.key}
                  listed={each}
                  index={row.index + 2}
                  live={!isSettled(each)}
                  rubricOf={rubricOf}
                  top={row.start}
                  height={row.size}
                />
              )
            );
          })}
        </div>
      </div>
      {more && <p className={style.count}>{m.calls.more}</p>}
    </div>
  );
}

function Heading({ title }: { title: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <th> needs a <table>
    // biome-ignore lint/a11y/useFocusableInteractive: a heading is no control
    <span role="columnheader">{title}</span>
  );
}
