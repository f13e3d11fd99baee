/** A moment of a call: which recording, and where in it. */
export interface Moment {
  recording: string;
  start: number;
}

/** Reads a moment as people write it: `1:05`, or seconds; null where it is neither. */
export function seconds(text: string): number | null {
  const parts = text.trim().split(":");
  if (parts.length > 3 || parts.some((each) => !/^\d+$/.test(each))) return null;
  return parts.reduce((sum, each) => sum * 60 + Number(each), 0);
}

const A_CALL = /\/calls\/([^/?#]+)/;

/** Reads the link to a moment, as a call's page copies it; null where it leads to no call. */
export function linked(text: string): Moment | null {
  const recording = A_CALL.exec(text)?.[1];
  if (recording === undefined) return null;
  const start = Number(new URLSearchParams(text.split("?")[1]?.split("#")[0]).get("t") ?? 0);
  return {
    recording: decodeURIComponent(recording),
    start: Number.isFinite(start) ? Math.max(0, Math.floor(start)) : 0,
  };
}

/** What an answer rests on, or what was looked through where nothing was found. */
interface Found {
  evidence: readonly { start: number; end: number }[];
  search: { start: number; end: number } | null;
}

/** Seconds that a moment is listened to where nobody says how long. */
export const LENGTH = 20;

/** The stretch of a call that begins where one listens; before its end where one has come to that. */
export function here(time: number, duration: number | null): { start: number; end: number } {
  const last = duration ?? Number.POSITIVE_INFINITY;
  const start = Math.floor(time < last ? Math.max(0, time) : Math.max(0, last - LENGTH));
  return { start, end: Math.min(start + LENGTH, last) };
}

const LEAST = 5;
const MOST = 60;

/** The stretch of a call that shows a finding: the first evidence, else where it was looked for; never long. */
export function shown({ evidence, search }: Found): { start: number; end: number } {
  const { start, end } = evidence[0] ?? search ?? { start: 0, end: LEAST };
  const from = Math.max(0, Math.floor(start));
  return { start: from, end: Math.min(from + MOST, Math.max(from + LEAST, Math.ceil(end))) };
}
