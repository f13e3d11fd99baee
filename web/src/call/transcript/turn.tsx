import { memo, useEffect, useMemo, useRef, useState } from "react";
import type { Turn } from "../../api/types";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { useSaying } from "../../i18n/prose";
import { type Playback, useFollowing } from "../player/playback";
import { whenNear } from "./near";
import { hits, spell, touched } from "./spell";
import style from "./transcript.module.css";

/** Under this a word is shown as doubtful. */
const DOUBTFUL = 0.5;

/** From this share on, overlap is told. */
const OVERLAPPED = 0.2;

/** A stretch that a finding quotes. */
export interface Marked {
  turn: number | null;
  start: number;
  end: number;
}

interface Saying {
  turn: Turn;
  playback: Playback;
  speaking: boolean;
  /** Why the voice is called tense; null where it is not. */
  tense: readonly string[] | null;
  marked: readonly Marked[];
  wanted: string;
}

const same = (a: Saying, b: Saying) =>
  a.turn === b.turn &&
  a.speaking === b.speaking &&
  a.tense === b.tense &&
  a.wanted === b.wanted &&
  a.marked.length === b.marked.length &&
  a.marked.every((each, at) => each === b.marked[at]);

/** Turns that are laid out word by word at once; the others, as they come near to being seen. */
const FIRST = 16;

/** One turn: who, when, and the words. */
export const Said = memo(function Said({ turn, playback, speaking, tense, marked, wanted }: Saying) {
  const { m, f } = useSpoken();
  const say = useSaying();
  const line = useRef<HTMLLIElement>(null);
  const [near, setNear] = useState(turn.index < FIRST);
  useEffect(() => {
    if (!near && line.current !== null) return whenNear(line.current, () => setNear(true));
  }, [near]);
  const who = m.party[turn.party];
  const doubts = turn.doubts ?? [];
  const wording = { turn, playback, marked, wanted };
  return (
    <li
      ref={line}
      className={`${style.turn} ${turn.party === "agent" ? style.agent : ""} ${speaking ? style.speaking : ""}`}
      {...(speaking ? { "aria-current": "true" as const } : {})}
    >
      <button
        type="button"
        className={style.when}
        onClick={() => playback.play(turn.start)}
        aria-label={m.transcript.playFrom(f.clock(turn.start), who)}
      >
        {f.clock(turn.start)}
      </button>
      <span className={style.who}>{who}</span>
      <p className={style.words} lang={turn.language === "zh" ? "zh-CN" : turn.language}>
        {speaking ? <Spoken {...wording} /> : near ? <Words {...wording} now={-1} /> : turn.text}
      </p>
      {(doubts.length > 0 || turn.overlap >= OVERLAPPED || tense !== null) && (
        <p className={style.notes}>
          {tense !== null && (
            <span className={design.tag} title={tense.map(say).join("; ")}>
              {m.transcript.tense}
            </span>
          )}
          {turn.overlap >= OVERLAPPED && (
            <span className={design.tag}>{m.transcript.overlap(Math.round(turn.overlap * 100))}</span>
          )}
          {doubts.map((doubt) => (
            <span key={doubt} className={design.tag}>
              {m.transcript.doubt[doubt] ?? doubt}
            </span>
          ))}
        </p>
      )}
    </li>
  );
}, same);

interface Wording {
  turn: Turn;
  playback: Playback;
  marked: readonly Marked[];
  wanted: string;
}

/** The turn that is being heard: its word of the moment stands out. */
function Spoken(props: Wording) {
  const { words } = props.turn;
  const now = useFollowing(props.playback, ({ time }) => words.findLastIndex((each) => each.start <= time));
  return <Words {...props} now={now} />;
}

/** Words that can be clicked to be heard; no tab stops, as the turn's time is one. */
function Words({ turn, playback, marked, wanted, now }: Wording & { now: number }) {
  const pieces = useMemo(() => spell(turn), [turn]);
  const found = useMemo(
    () => touched(pieces, hits([turn], wanted), wanted.trim().length),
    [pieces, turn, wanted],
  );
  return pieces.map((piece, at) => {
    const word = piece.word === null ? undefined : turn.words[piece.word];
    const hit = found.has(at) ? style.hit : "";
    if (word === undefined)
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
        <span key={at} className={hit}>
          {piece.text}
        </span>
      );
    const quoted = marked.some((each) => word.end > each.start + 0.01 && word.start < each.end - 0.01);
    const classes = [
      word.confidence < DOUBTFUL && style.doubtful,
      hit,
      quoted && style.quoted,
      piece.word === now && style.now,
    ].filter(Boolean);
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: see above
      // biome-ignore lint/a11y/useKeyWithClickEvents: see above
      <span
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces never move
        key={at}
        className={`${style.word} ${classes.join(" ")}`}
        onClick={() => playback.play(word.start)}
      >
        {piece.text}
      </span>
    );
  });
}
