import { useEffect, useMemo, useRef } from "react";
import { usePreferences } from "../../app/preferences";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { useKeys } from "../../keyboard/context";
import { quiet } from "../waveform/timeline";
import { type Playback, useFollowing } from "./playback";
import style from "./transport.module.css";

export const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.5] as const;
const SILENCE = 2;
const JUMP = 5;

interface Sounding {
  playback: Playback;
  source: string;
  duration: number;
  turns: readonly { start: number; end: number }[];
}

/** Play, speed, silence: the controls of the sound. */
export function Transport({ playback, source, duration, turns }: Sounding) {
  const { m, f } = useSpoken();
  const { speed, skipSilence, prefer } = usePreferences();
  const sound = useRef<HTMLAudioElement>(null);
  const playing = useFollowing(playback, (each) => each.playing);
  const second = useFollowing(playback, (each) => Math.floor(each.time));
  const broken = useFollowing(playback, (each) => each.broken);
  const stretches = useMemo(() => quiet(turns, duration, SILENCE), [turns, duration]);
  const saved = Math.round(stretches.reduce((sum, each) => sum + each.end - each.start, 0));
  useEffect(() => (sound.current === null ? undefined : playback.attach(sound.current)), [playback]);
  useEffect(() => playback.rate(speed), [playback, speed]);
  useEffect(() => {
    playback.skipped = skipSilence ? stretches : [];
  }, [playback, skipSilence, stretches]);
  const faster = (by: number) => {
    const at = SPEEDS.findIndex((each) => each >= speed);
    prefer({ speed: SPEEDS[Math.min(SPEEDS.length - 1, Math.max(0, at + by))] ?? 1 });
  };
  useKeys([
    { key: " ", label: m.keys.play, run: playback.toggle },
    { key: "ArrowLeft", label: m.keys.back, run: () => playback.seek(playback.time - JUMP) },
    {
      key: "ArrowRight",
      label: m.keys.ahead,
      run: () => playback.seek(Math.min(duration, playback.time + JUMP)),
    },
    { key: "<", label: m.keys.slower, run: () => faster(-1) },
    { key: ">", label: m.keys.faster, run: () => faster(1) },
  ]);
  return (
    <div className={style.transport}>
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript beside it is its text */}
      <audio ref={sound} src={source} preload="metadata" />
      <button
        type="button"
        className={style.play}
        onClick={playback.toggle}
        disabled={broken}
        aria-label={playing ? m.player.pause : m.player.play}
      >
        {playing ? "❚❚" : "▶"}
      </button>
      <span className={style.time} title={m.player.at(f.clock(second), f.clock(duration))}>
        {f.clock(second)} <span className={style.all}>/ {f.clock(duration)}</span>
      </span>
      <label className={style.speed}>
        <span className="unseen">{m.player.speed}</span>
        <select
          className={design.field}
          value={speed}
          onChange={(event) => prefer({ speed: Number(event.target.value) })}
        >
          {[...new Set([...SPEEDS, speed])].map((each) => (
            <option key={each} value={each}>
              {f.number(each, 2)}×
            </option>
          ))}
        </select>
      </label>
      <label className={style.skip} title={m.player.skipWhy(saved)}>
        <input
          type="checkbox"
          checked={skipSilence}
          onChange={(event) => prefer({ skipSilence: event.target.checked })}
        />
        {m.player.skip}
      </label>
      {broken && (
        <p role="alert" className={style.broken}>
          {m.player.unplayable} <a href={source}>{m.player.download}</a>
        </p>
      )}
    </div>
  );
}
