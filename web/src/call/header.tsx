import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Detailed } from "../api/types";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./call.module.css";
import type { Playback } from "./player/playback";

/** Who spoke with whom, when, how long, and why a person should look. */
export function Header({ detailed, playback }: { detailed: Detailed; playback: Playback }) {
  const { m, f } = useSpoken();
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
        {tags.filter(Boolean).map((each) => (
          <span key={each} className={design.tag}>
            {each}
          </span>
        ))}
        {[...new Map(flags.map((each) => [each.kind, each])).values()].map((each) => (
          <span key={each.kind} className={`${design.tag} ${style.flag}`} title={each.why}>
            ⚑ {m.flag[each.kind] ?? each.kind}
          </span>
        ))}
        <Copy playback={playback} />
      </div>
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

function Copy({ playback }: { playback: Playback }) {
  const { m } = useSpoken();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const link = new URL(location.href);
    link.search = `?t=${Math.floor(playback.time)}`;
    await navigator.clipboard.writeText(link.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  if (!globalThis.isSecureContext) return null;
  return (
    <button type="button" className={`${design.plain} ${style.copy}`} onClick={copy}>
      <span aria-live="polite">{copied ? m.call.copied : m.call.copy}</span>
    </button>
  );
}
