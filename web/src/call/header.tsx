import { Link } from "@tanstack/react-router";
import { type ReactNode, useId, useState } from "react";
import type { Detailed } from "../api/types";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./call.module.css";
import { Coach } from "./coach";
import { Correct } from "./correct";
import { Flags } from "./flags";
import type { Playback } from "./player/playback";

interface Heads {
  detailed: Detailed;
  playback: Playback;
  /** Of the scorecard that is looked at; a link leads to it, too. */
  rubric: string | undefined;
  swapped: boolean;
  onSwap: (() => void) | null;
  /** Whoever looks may say for good who speaks where. */
  correctable: boolean;
  /** That is looked at in the scorecard. */
  criterion: string | undefined;
  /** A criterion's title, by its id. */
  titleOf(criterion: string): string;
}

/** Who spoke with whom, when, how long, and why a person should look. */
export function Header({ detailed, playback, rubric, criterion, swapped, onSwap, ...heads }: Heads) {
  const { correctable, titleOf } = heads;
  const { m, f } = useSpoken();
  const [correcting, setCorrecting] = useState(false);
  const { recording, parties, flags } = detailed;
  const { metadata } = recording;
  const agent = [metadata.agent_name, metadata.agent_id].filter(Boolean).join(" · ");
  const facts: [string, string | null][] = [
    [m.party.agent, agent || null],
    [m.call.customer, metadata.customer_ref ?? null],
    [m.calls.queue, metadata.queue ?? null],
    [m.calls.team, metadata.team ?? null],
    [m.calls.time, f.moment(metadata.started_at ?? recording.received_at)],
    [m.calls.length, recording.duration === null ? null : f.clock(recording.duration)],
  ];
  const tags = [
    metadata.direction && m.direction[metadata.direction],
    recording.language && (recording.language === "zh" ? m.language.zh : m.language.en),
    parties && m.call.partiesFrom[parties.basis],
  ];
  return (
    <header className={style.header}>
      <div className={style.titles}>
        <Link to="/calls" className={style.back} aria-label={m.call.back}>
          ←
        </Link>
        <h1>{metadata.source_call_id ?? recording.id.slice(0, 12)}</h1>
        <Flags flags={flags} playback={playback} titleOf={titleOf} />
        {tags.filter(Boolean).map((each) => (
          <span key={each} className={design.tag}>
            {each}
          </span>
        ))}
        <Tools>
          {onSwap !== null && (
            <button
              type="button"
              className={`${design.plain} ${style.tool}`}
              aria-pressed={swapped}
              title={m.review.swapped}
              onClick={onSwap}
            >
              ⇄ {swapped ? m.review.swapBack : m.review.swap}
            </button>
          )}
          {correctable && onSwap !== null && (
            <button
              type="button"
              className={`${design.plain} ${style.tool}`}
              onClick={() => setCorrecting(true)}
            >
              {m.review.parties.open}
            </button>
          )}
          <Coach recording={recording} playback={playback} rubric={rubric} criterion={criterion} />
          <Copy playback={playback} rubric={rubric} />
        </Tools>
      </div>
      {correcting && (
        <Correct
          detailed={detailed}
          swapped={swapped}
          onDone={() => swapped && onSwap?.()}
          onClose={() => setCorrecting(false)}
        />
      )}
      {swapped && (
        <p role="status" className={style.swapped}>
          {m.review.swapped}
        </p>
      )}
      <dl className={style.facts}>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </header>
  );
}

/** What can be done with the call; on a phone behind one button, so that who spoke and why to look stay in sight. */
function Tools({ children }: { children: ReactNode }) {
  const { m } = useSpoken();
  const id = useId();
  if (!matchMedia("(max-width: 900px)").matches) return <span className={style.tools}>{children}</span>;
  return (
    <span className={style.tools}>
      <button type="button" className={design.plain} popoverTarget={id} aria-label={m.call.more}>
        <span aria-hidden="true">⋯</span>
      </button>
      <span id={id} popover="auto" className={style.menu}>
        {children}
      </span>
    </span>
  );
}

function Copy({ playback, rubric }: Pick<Heads, "playback" | "rubric">) {
  const { m } = useSpoken();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const link = new URL(location.href);
    const moment = { t: String(Math.floor(playback.time)), ...(rubric === undefined ? {} : { rubric }) };
    link.search = `?${new URLSearchParams(moment)}`;
    await navigator.clipboard.writeText(link.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  if (!globalThis.isSecureContext) return null;
  return (
    <button type="button" className={`${design.plain} ${style.tool}`} onClick={copy}>
      <span aria-live="polite">{copied ? m.call.copied : m.call.copy}</span>
    </button>
  );
}
