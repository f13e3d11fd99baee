import { useEffect, useRef, useState } from "react";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";

const LONGEST_SECONDS = 30;

/** Plays one channel of a file from here, never from the service: its beginning is enough to tell who speaks. */
export function Hear({ audio, channel, of }: { audio: File; channel: number; of: number }) {
  const { m } = useSpoken();
  const [state, setState] = useState<"still" | "plays" | "cannot">("still");
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);
  const play = async () => {
    stop.current?.();
    if (state === "plays") return;
    const context = new AudioContext();
    try {
      const sound = await context.decodeAudioData(await audio.arrayBuffer());
      const [source, splitter] = [context.createBufferSource(), context.createChannelSplitter(of)];
      source.buffer = sound;
      source.connect(splitter);
      splitter.connect(context.destination, Math.min(channel, sound.numberOfChannels - 1));
      source.onended = () => stop.current?.();
      stop.current = () => {
        stop.current = null;
        void context.close();
        setState("still");
      };
      source.start(0, 0, LONGEST_SECONDS);
      setState("plays");
    } catch {
      void context.close();
      setState("cannot");
    }
  };
  return (
    <span>
      <button type="button" className={design.button} onClick={play}>
        {state === "plays" ? m.administration.stop : m.administration.hear}
      </button>
      {state === "cannot" && <span className={design.fine}> {m.administration.cannotHear}</span>}
    </span>
  );
}
