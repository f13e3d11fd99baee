import { useSyncExternalStore } from "react";
import { landing } from "../waveform/timeline";

/** The sound of a call, as everything on the page follows it. */
export class Playback {
  /** Stretches that are jumped over while playing; empty to hear all. */
  skipped: readonly { start: number; end: number }[] = [];

  #sound: HTMLAudioElement | null = null;
  #wanted: number | null = null;
  #listeners = new Set<() => void>();
  #frame = 0;
  #until = Number.POSITIVE_INFINITY;
  #time = 0;

  /** Takes hold of the page's audio element. */
  attach = (sound: HTMLAudioElement): (() => void) => {
    this.#sound = sound;
    const tell = () => this.#tell();
    const ready = () => {
      if (this.#wanted !== null) this.seek(this.#wanted);
    };
    const events = ["play", "pause", "seeked", "timeupdate", "ended", "error", "ratechange"] as const;
    for (const event of events) sound.addEventListener(event, tell);
    sound.addEventListener("loadedmetadata", ready);
    sound.addEventListener("play", this.#run);
    return () => {
      for (const event of events) sound.removeEventListener(event, tell);
      sound.removeEventListener("loadedmetadata", ready);
      sound.removeEventListener("play", this.#run);
      cancelAnimationFrame(this.#frame);
      this.#sound = null;
    };
  };

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get time(): number {
    return this.#time;
  }

  get playing(): boolean {
    return this.#sound !== null && !this.#sound.paused;
  }

  get broken(): boolean {
    return this.#sound?.error != null;
  }

  seek = (time: number) => {
    this.#time = Math.max(0, time);
    this.#until = Number.POSITIVE_INFINITY;
    this.#wanted = this.#time;
    if (this.#sound !== null && this.#sound.readyState > 0) {
      this.#sound.currentTime = this.#time;
      this.#wanted = null;
    }
    this.#tell();
  };

  /** Plays from a time on, where given up to another. */
  play = (from?: number, to = Number.POSITIVE_INFINITY) => {
    if (from !== undefined) this.seek(from);
    this.#until = to;
    // A browser that has not been clicked yet refuses; the button is still there.
    this.#sound?.play().catch(() => this.#tell());
  };

  toggle = () => {
    if (this.playing) this.#sound?.pause();
    else this.play();
  };

  rate = (speed: number) => {
    if (this.#sound === null) return;
    this.#sound.defaultPlaybackRate = speed;
    this.#sound.playbackRate = speed;
    this.#sound.preservesPitch = true;
  };

  #run = () => {
    cancelAnimationFrame(this.#frame);
    const step = () => {
      if (!this.playing || this.#sound === null) return;
      const jump = landing(this.skipped, this.#sound.currentTime);
      if (jump !== null) this.#sound.currentTime = jump;
      if (this.#sound.currentTime >= this.#until) this.#sound.pause();
      this.#tell();
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  };

  #tell() {
    if (this.#sound !== null && this.#wanted === null) this.#time = this.#sound.currentTime;
    for (const listener of this.#listeners) listener();
  }
}

/** Follows one thing about the sound; the component is drawn again only when that changes. */
export function useFollowing<T extends string | number | boolean>(
  playback: Playback,
  look: (playback: Playback) => T,
): T {
  return useSyncExternalStore(playback.subscribe, () => look(playback));
}
