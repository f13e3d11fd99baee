/** The stretch of a call that is in view, in seconds. */
export interface View {
  from: number;
  to: number;
}

/** Shortest stretch that is worth a look. */
const LEAST = 2;

export const xOf = ({ from, to }: View, width: number, time: number) => ((time - from) / (to - from)) * width;
export const timeOf = ({ from, to }: View, width: number, x: number) => from + (x / width) * (to - from);

export const whole = (duration: number): View => ({ from: 0, to: Math.max(duration, 0.001) });

/** Shows more or less around a time, which stays where it is in the picture. */
export function zoom(view: View, around: number, factor: number, duration: number): View {
  const length = Math.min(duration, Math.max(Math.min(LEAST, duration), (view.to - view.from) * factor));
  const at = Math.min(1, Math.max(0, (around - view.from) / (view.to - view.from)));
  return within({ from: around - at * length, to: around + (1 - at) * length }, duration);
}

/** Turns the page where the time has left the picture. */
export function follow(view: View, time: number, duration: number): View {
  if (time >= view.from && time <= view.to) return view;
  const length = view.to - view.from;
  return within({ from: time - length * 0.1, to: time + length * 0.9 }, duration);
}

function within({ from, to }: View, duration: number): View {
  const length = to - from;
  const start = Math.min(Math.max(0, from), Math.max(0, duration - length));
  return { from: start, to: start + length };
}

/** Seconds between marks of the axis, so that there is room for their text. */
export function step({ from, to }: View, width: number): number {
  const least = ((to - from) / Math.max(width, 1)) * 80;
  return [0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].find((each) => each >= least) ?? 3600;
}

/** The stretch to ask fine peaks for: whole pieces, so that small moves ask for nothing new; null in overview. */
export function stretch(view: View, width: number, duration: number): { start: number; end: number } | null {
  const overview = 0.5;
  if ((view.to - view.from) / Math.max(width, 1) >= overview) return null;
  const piece = Math.max(60, (view.to - view.from) / 2);
  const start = Math.floor(view.from / piece) * piece;
  return { start, end: Math.min(Math.ceil(duration), Math.ceil(view.to / piece) * piece) };
}

/** Stretches of at least `least` seconds in which nobody speaks, from the turns of both parties. */
export function quiet(
  turns: readonly { start: number; end: number }[],
  duration: number,
  least: number,
): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let spoken = 0;
  for (const turn of [...turns].sort((a, b) => a.start - b.start)) {
    if (turn.start - spoken >= least) found.push({ start: spoken, end: turn.start });
    spoken = Math.max(spoken, turn.end);
  }
  if (duration - spoken >= least) found.push({ start: spoken, end: duration });
  return found;
}

/** Where to jump when a quiet stretch is skipped: just before the next word, so that its onset is heard. */
export function landing(stretches: readonly { start: number; end: number }[], time: number): number | null {
  const [lead, tail] = [0.25, 0.4];
  const inside = stretches.find((each) => time >= each.start + tail && time < each.end - lead);
  return inside === undefined ? null : inside.end - lead;
}
