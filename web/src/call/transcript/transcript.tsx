import { startTransition, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { Cue, Transcript as Heard } from "../../api/types";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { useKeys } from "../../keyboard/context";
import { type Playback, useFollowing } from "../player/playback";
import { hits, turnAt } from "./spell";
import style from "./transcript.module.css";
import { type Marked, Said } from "./turn";

/** From which tension, against the speaker's own usual, a turn is marked. */
const TENSE = 1.5;

/** Turns that are laid out at once: few enough that no frame waits for them. */
const BATCH = 40;

const NOTHING: readonly Marked[] = [];

interface Words {
  transcript: Heard;
  cues: readonly Cue[];
  playback: Playback;
  marked: readonly Marked[];
}

/** What was said, following the sound. */
export function Transcript({ transcript, cues, playback, marked }: Words) {
  const { m } = useSpoken();
  const { turns } = transcript;
  const list = useRef<HTMLOListElement>(null);
  const [follow, setFollow] = useState(true);
  const [shown, setShown] = useState(BATCH);
  useEffect(() => {
    // The rest of an hour-long call is laid out while the page already answers.
    if (shown < turns.length) startTransition(() => setShown(shown + BATCH));
  }, [shown, turns.length]);
  const now = useFollowing(playback, (each) => turnAt(turns, each.time));
  const tense = useMemo(
    () =>
      new Map(
        cues
          .filter((each) => each.kind === "tension_relative" && !each.whole_call && each.value >= TENSE)
          .map((each) => [each.turn, each.reasons]),
      ),
    [cues],
  );
  const search = useSearching(turns, (turn) => show(list.current, turn));
  // Looked up by each of an hour's turns whenever the sound comes to another one.
  const hit = useMemo(() => new Set(search.found.map((each) => each.turn)), [search.found]);
  const quoted = useMemo(() => byTurn(marked), [marked]);
  useEffect(() => {
    if (follow && now >= 0 && playback.playing) show(list.current, now);
  }, [follow, now, playback]);
  const first = marked[0]?.turn;
  useEffect(() => {
    if (first != null) show(list.current, first);
  }, [first]);
  return (
    <section className={style.transcript} aria-label={m.transcript.label}>
      <header className={style.head}>
        <Search {...search} />
        <label className={style.follow}>
          <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
          {m.transcript.follow}
        </label>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ol ref={list} className={style.turns} tabIndex={0} aria-label={m.transcript.label}>
        {turns.slice(0, shown).map((turn) => (
          <Said
            key={turn.index}
            turn={turn}
            playback={playback}
            speaking={turn.index === now}
            tense={tense.get(turn.index) ?? null}
            marked={quoted.get(turn.index) ?? NOTHING}
            wanted={hit.has(turn.index) ? search.needle : ""}
          />
        ))}
      </ol>
    </section>
  );
}

function byTurn(marked: readonly Marked[]): ReadonlyMap<number | null, readonly Marked[]> {
  const found = new Map<number | null, Marked[]>();
  for (const each of marked) found.set(each.turn, [...(found.get(each.turn) ?? []), each]);
  return found;
}

/** Brings a turn into view, where it is not. */
function show(list: HTMLElement | null, turn: number) {
  const said = list?.children[turn];
  if (!(said instanceof HTMLElement) || list === null) return;
  const [top, bottom] = [
    said.offsetTop - list.offsetTop,
    said.offsetTop - list.offsetTop + said.offsetHeight,
  ];
  const above = top < list.scrollTop + 16;
  if (above || bottom > list.scrollTop + list.clientHeight - 48)
    list.scrollTo({ top: top - list.clientHeight / 3, behavior: "smooth" });
}

function useSearching(turns: Heard["turns"], reveal: (turn: number) => void) {
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const needle = useDeferredValue(text);
  const found = useMemo(() => hits(turns, needle), [turns, needle]);
  const go = (to: number) => {
    if (found.length === 0) return;
    const next = (to + found.length) % found.length;
    setAt(next);
    reveal(found[next]?.turn ?? 0);
  };
  const write = (value: string) => {
    setText(value);
    setAt(0);
    const first = hits(turns, value)[0];
    if (first !== undefined) reveal(first.turn);
  };
  return { text, needle, found, at, go, write };
}

function Search({ text, found, at, go, write }: ReturnType<typeof useSearching>) {
  const { m } = useSpoken();
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ key: "/", label: m.keys.search, run: () => field.current?.focus() }]);
  return (
    <search className={style.search}>
      <input
        ref={field}
        type="search"
        className={design.field}
        value={text}
        placeholder={m.transcript.search}
        aria-label={m.transcript.search}
        onChange={(event) => write(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") go(at + (event.shiftKey ? -1 : 1));
          if (event.key === "Escape") event.currentTarget.blur();
        }}
      />
      <span className={style.found} aria-live="polite">
        {text.trim() !== "" &&
          (found.length > 0 ? m.transcript.found(at + 1, found.length) : m.transcript.notFound)}
      </span>
      {found.length > 1 && (
        <>
          <button
            type="button"
            className={design.plain}
            onClick={() => go(at - 1)}
            aria-label={m.transcript.before}
          >
            ↑
          </button>
          <button
            type="button"
            className={design.plain}
            onClick={() => go(at + 1)}
            aria-label={m.transcript.next}
          >
            ↓
          </button>
        </>
      )}
    </search>
  );
}
