import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";
import type { Listed, Standing } from "../api/types";
import { PassSign } from "../design/outcome";
import { useSpoken } from "../i18n/context";
import style from "./calls.module.css";
import { FlagTags } from "./flag-tags";
import { stands } from "./stands";
import { problemIn } from "./why";

interface Rows {
  listed: Listed;
  index: number;
  live: boolean;
  rubricOf(rubric: string): string;
  /** Where it lies in the list, and how high it is, in pixels. */
  top: number;
  height: number;
}

/** One call; the whole row opens it. */
export const Row = memo(function Row({ listed, index, live, rubricOf, top, height }: Rows) {
  const { m, f } = useSpoken();
  const { recording, standings, flags } = listed;
  const { metadata } = recording;
  const standing = stands(
    standings,
    (each) => each.rubric,
    (each) => each.author === "person",
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: see List
    // biome-ignore lint/a11y/useFocusableInteractive: its link is the control
    <div role="row" aria-rowindex={index} className={style.row} style={{ top, height }}>
      <Cell kind="call">
        <Link to="/calls/$id" params={{ id: recording.id }} search={{}} className={style.open}>
          {metadata.source_call_id ?? recording.id.slice(0, 12)}
        </Link>
      </Cell>
      <Cell kind="agent">{metadata.agent_name ?? metadata.agent_id ?? "–"}</Cell>
      <Cell kind="queue">{metadata.queue ?? "–"}</Cell>
      <Cell kind="time">{f.moment(metadata.started_at ?? recording.received_at)}</Cell>
      <Cell kind="length">{recording.duration === null ? "–" : f.clock(recording.duration)}</Cell>
      <Cell kind="state">{live ? <Progress listed={listed} /> : m.recording[recording.state]}</Cell>
      <Cell kind="scores">
        {standing.map((each) => (
          <Score key={each.rubric} standing={each} title={rubricOf(each.rubric)} />
        ))}
        {standings.length === 0 && <span className={style.muted}>–</span>}
      </Cell>
      <Cell kind="flags">
        <FlagTags recording={recording.id} flags={flags} />
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

function Score({ standing, title }: { standing: Standing; title: string }) {
  const { m, f } = useSpoken();
  return (
    <span className={style.score}>
      <span className={style.muted}>{title}</span>{" "}
      {standing.score === null ? m.calls.unscored : f.score(standing.score)}
      <PassSign passed={standing.passed} />
    </span>
  );
}

function Progress({ listed }: { listed: Listed }) {
  const { m, f, language } = useSpoken();
  const { recording, progress, paused } = listed;
  const text = paused ? m.calls.paused : `${m.stage[recording.stage]} · ${m.recording[recording.state]}`;
  const { problem } = recording;
  const wrong = problem && (problemIn(problem, m, language) ?? problem.message);
  return (
    <span className={style.progress} title={wrong ?? text}>
      <span>
        {text} {f.percent(progress)}
      </span>
      <progress value={progress} max={1} aria-label={text} />
    </span>
  );
}
