import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Fragment, type PointerEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Refusal } from "../../api/client";
import { peaks as peaksOf } from "../../api/queries";
import type { Cue, Recording, Transcript } from "../../api/types";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { Prose } from "../../i18n/prose";
import { useKeys } from "../../keyboard/context";
import type { Playback } from "../player/playback";
import { Canvas } from "./canvas";
import { CURVE, heightOf, LANE, STRIP } from "./draw";
import { bands, type Curve, curve, type Lane, lanes, type Marker } from "./lanes";
import { Legend } from "./legend";
import { Markers } from "./markers";
import { follow, step, stretch, timeOf, type View, whole, xOf, zoom } from "./timeline";
import style from "./waveform.module.css";

const CURVES: readonly Curve[] = ["tension", "loudness", "pitch"];

interface Picture {
  recording: Recording;
  duration: number;
  transcript: Transcript | null;
  cues: readonly Cue[];
  playback: Playback;
  markers: readonly Marker[];
  chosen: { start: number; end: number } | null;
  onMarker(marker: Marker): void;
}

/** The sound as a picture: a lane for each party, what the timing tells, a curve, and where evidence lies. */
export function Waveform({
  recording,
  duration,
  transcript,
  cues,
  playback,
  markers,
  chosen,
  onMarker,
}: Picture) {
  const { m } = useSpoken();
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [view, setView] = useState<View>(() => whole(duration));
  const [which, setWhich] = useState<Curve>("tension");
  const drawn = usePeaks(recording, view, width, duration);
  const shown: readonly Lane[] = useMemo(() => {
    if (transcript !== null) return lanes(transcript);
    return (drawn.peaks?.channels ?? [0]).map((_, channel) => ({ channel, party: "unknown" as const }));
  }, [transcript, drawn.peaks]);
  const marked = useMemo(() => (transcript === null ? [] : bands(cues, transcript)), [cues, transcript]);
  const values = useMemo(() => curve(cues, which), [cues, which]);
  useEffect(
    () => playback.subscribe(() => setView((former) => follow(former, playback.time, duration))),
    [playback, duration],
  );
  const closer = (factor: number) => setView((former) => zoom(former, playback.time, factor, duration));
  useKeys([
    { key: "+", label: m.keys.zoomIn, run: () => closer(0.5) },
    { key: "-", label: m.keys.zoomOut, run: () => closer(2) },
  ]);
  const seek = ({ clientX }: PointerEvent) => {
    const left = box.current?.getBoundingClientRect().left ?? 0;
    playback.seek(Math.min(duration, Math.max(0, timeOf(view, width, clientX - left))));
  };
  // Until the words are there, the picture takes the room that it has for most calls, so that nothing moves.
  const height = transcript === null ? heightOf(2, true) : heightOf(shown.length, values.length > 0);
  const scene = {
    view,
    width,
    lanes: shown,
    turns: transcript?.turns ?? [],
    peaks: drawn.peaks,
    bands: marked,
    values,
    chosen,
  };
  return (
    <figure className={style.figure} aria-label={m.player.waveform}>
      <div className={style.names} aria-hidden="true">
        {shown.map((lane) => (
          <span
            key={lane.channel}
            className={lane.party === "agent" ? style.agent : style.customer}
            style={{ height: LANE }}
          >
            {lane.party === "mixed" ? m.player.mixed : transcript === null ? "" : m.party[lane.party]}
          </span>
        ))}
        {values.length > 0 && (
          <span className={style.curve} style={{ height: CURVE, marginTop: STRIP }}>
            {m.player[which]}
          </span>
        )}
      </div>
      <div className={style.picture}>
        <Markers markers={markers} view={view} width={width} onMarker={onMarker} />
        <div
          ref={box}
          className={style.lanes}
          style={{ height }}
          role="slider"
          tabIndex={0}
          aria-label={m.player.position}
          aria-valuemin={0}
          aria-valuemax={Math.round(duration)}
          aria-valuenow={0}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            seek(event);
          }}
          onPointerMove={(event) => {
            if (event.buttons > 0) seek(event);
          }}
        >
          <Canvas scene={scene} height={height} />
          <Head playback={playback} view={view} width={width} slider={box} />
        </div>
        <Axis view={view} width={width} />
      </div>
      <div className={style.tools}>
        <label>
          <span className="unseen">{m.player.lane}</span>
          <select
            className={design.field}
            value={which}
            onChange={(event) => setWhich(event.target.value as Curve)}
          >
            {CURVES.map((each) => (
              <option key={each} value={each}>
                {m.player[each]}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className={design.plain}
          onClick={() => closer(0.5)}
          aria-label={m.player.zoomIn}
        >
          ＋
        </button>
        <button
          type="button"
          className={design.plain}
          onClick={() => closer(2)}
          aria-label={m.player.zoomOut}
        >
          −
        </button>
        <button type="button" className={design.plain} onClick={() => setView(whole(duration))}>
          {m.player.whole}
        </button>
        <Legend bands={marked} />
        {drawn.absent && <span className={design.fine}>{m.player.noPeaks}</span>}
        {which === "tension" && <span className={design.fine}>{m.player.tensionOfAgent}</span>}
        {values.length === 0 && transcript !== null && (
          <span className={design.fine}>
            {m.player[which]}: {m.player.laneEmpty}
          </span>
        )}
        <Reason playback={playback} values={values} />
      </div>
    </figure>
  );
}

/** The overview at once; finer peaks as soon as a column is shorter than what it shows. */
function usePeaks(recording: Recording, view: View, width: number, duration: number) {
  const audio = recording.audio_sha256 ?? "";
  const fine = width > 0 ? stretch(view, width, duration) : null;
  const overview = useQuery({ ...peaksOf(recording.id, audio, null), enabled: recording.duration !== null });
  const close = useQuery({
    ...peaksOf(recording.id, audio, fine),
    enabled: overview.isSuccess && fine !== null,
    placeholderData: keepPreviousData,
  });
  const covers = fine !== null && close.data !== undefined && !close.isPlaceholderData;
  return {
    peaks: (covers ? close.data : overview.data) ?? null,
    absent: overview.error instanceof Refusal && overview.error.problem?.code === "api.result_absent",
  };
}

function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (box.current === null) return;
    const seen = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    seen.observe(box.current);
    setWidth(Math.floor(box.current.clientWidth));
    return () => seen.disconnect();
  }, [box]);
  return width;
}

interface Heading {
  playback: Playback;
  view: View;
  width: number;
  slider: React.RefObject<HTMLDivElement | null>;
}

/** Where the sound is; moved without drawing the page again. */
function Head({ playback, view, width, slider }: Heading) {
  const { m, f } = useSpoken();
  const line = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const place = () => {
      const { time } = playback;
      line.current?.style.setProperty("transform", `translateX(${xOf(view, width, time)}px)`);
      slider.current?.setAttribute("aria-valuenow", String(Math.floor(time)));
      slider.current?.setAttribute("aria-valuetext", m.player.at(f.clock(time), f.clock(view.to)));
    };
    place();
    return playback.subscribe(place);
  }, [playback, view, width, slider, m, f]);
  return <div ref={line} className={style.head} />;
}

function Axis({ view, width }: { view: View; width: number }) {
  const { f } = useSpoken();
  const every = step(view, width);
  const first = Math.ceil(view.from / every) * every;
  const count = Math.max(0, Math.floor((view.to - first) / every) + 1);
  return (
    <div className={style.axis} aria-hidden="true">
      {Array.from({ length: count }, (_, at) => first + at * every)
        .filter((time) => xOf(view, width, time) < width - 32)
        .map((time) => (
          <span key={time} style={{ left: xOf(view, width, time) }}>
            {f.clock(time)}
          </span>
        ))}
    </div>
  );
}

interface Reasons {
  playback: Playback;
  values: readonly { start: number; end: number; value: number; reasons: readonly string[] }[];
}

/** Why the curve stands where it does, at the place of the sound. */
function Reason({ playback, values }: Reasons) {
  const { f } = useSpoken();
  const [at, setAt] = useState(-1);
  useEffect(() => {
    const look = () =>
      setAt(values.findIndex((each) => playback.time >= each.start && playback.time <= each.end));
    look();
    return playback.subscribe(look);
  }, [playback, values]);
  const here = values[at];
  if (here === undefined) return null;
  return (
    <span className={design.fine}>
      {f.number(here.value)}
      {here.reasons.map((each, place) => (
        <Fragment key={each}>
          {place === 0 ? ": " : "; "}
          <Prose text={each} />
        </Fragment>
      ))}
    </span>
  );
}
