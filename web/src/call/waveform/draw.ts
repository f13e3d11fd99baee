import type { Party, Turn } from "../../api/types";
import type { Band, Lane, Value } from "./lanes";
import { columns, type Peaks } from "./peaks";
import { type View, xOf } from "./timeline";

/** Colours of the picture, as the theme has them. */
export interface Palette {
  agent: string;
  customer: string;
  muted: string;
  line: string;
  sunken: string;
  mark: string;
  accent: string;
  undecided: string;
}

export const LANE = 44;
export const STRIP = 10;
export const CURVE = 36;

/** How high the picture is. */
export const heightOf = (count: number, withCurve: boolean) => count * LANE + STRIP + (withCurve ? CURVE : 0);

export interface Scene {
  view: View;
  width: number;
  lanes: readonly Lane[];
  turns: readonly Turn[];
  peaks: Peaks | null;
  bands: readonly Band[];
  values: readonly Value[];
  chosen: { start: number; end: number } | null;
  palette: Palette;
}

export function draw(pen: CanvasRenderingContext2D, scene: Scene) {
  const { width, lanes, chosen, palette, view } = scene;
  const height = heightOf(lanes.length, scene.values.length > 0);
  pen.clearRect(0, 0, width, height);
  if (chosen !== null) {
    pen.fillStyle = palette.mark;
    const x = xOf(view, width, chosen.start);
    pen.fillRect(x, 0, Math.max(3, xOf(view, width, chosen.end) - x), lanes.length * LANE);
  }
  shade(pen, scene);
  lanes.forEach((lane, at) => {
    if (scene.peaks === null) blocks(pen, scene, lane, at);
    else wave(pen, scene, scene.peaks, lane, at);
  });
  strip(pen, scene);
  if (scene.values.length > 0) bars(pen, scene);
}

const colourOf = (party: Party | "mixed", palette: Palette) =>
  party === "agent" ? palette.agent : party === "mixed" ? palette.muted : palette.customer;

/** Silence and holds lie behind the lanes. */
function shade(pen: CanvasRenderingContext2D, { bands, view, width, lanes, palette }: Scene) {
  for (const each of bands) {
    if (each.kind !== "silence" && each.kind !== "hold") continue;
    const x = xOf(view, width, each.start);
    pen.fillStyle = palette.sunken;
    pen.fillRect(x, 0, xOf(view, width, each.end) - x, lanes.length * LANE);
  }
}

function wave(pen: CanvasRenderingContext2D, scene: Scene, peaks: Peaks, lane: Lane, at: number) {
  const { view, width, palette, turns } = scene;
  const drawn = columns(peaks, lane.channel, view.from, view.to, Math.max(1, Math.floor(width)));
  const middle = at * LANE + LANE / 2;
  const reach = LANE / 2 - 3;
  const colour = lane.party === "mixed" ? colouring(scene) : () => colourOf(lane.party, palette);
  pen.fillStyle = palette.line;
  pen.fillRect(0, middle, width, 1);
  for (let x = 0; x < drawn.length / 2; x++) {
    const [low, high] = [(drawn[2 * x] ?? 0) * reach, (drawn[2 * x + 1] ?? 0) * reach];
    if (high - low < 0.5) continue;
    pen.fillStyle = turns.length > 0 ? colour(x) : palette.muted;
    pen.fillRect(x, middle - high, 1, Math.max(1, high - low));
  }
}

/** On a shared channel, who speaks at a column. */
function colouring({ turns, view, width, palette }: Scene): (x: number) => string {
  const parties: (Party | null)[] = Array(Math.ceil(width)).fill(null);
  for (const turn of turns) {
    const last = Math.min(parties.length, Math.ceil(xOf(view, width, turn.end)));
    for (let x = Math.max(0, Math.floor(xOf(view, width, turn.start))); x < last; x++)
      parties[x] = turn.party;
  }
  return (x) => (parties[x] == null ? palette.line : colourOf(parties[x], palette));
}

/** Without peaks: who spoke when. */
function blocks(
  pen: CanvasRenderingContext2D,
  { view, width, turns, palette }: Scene,
  lane: Lane,
  at: number,
) {
  for (const turn of turns) {
    if (lane.party !== "mixed" && turn.channel !== lane.channel) continue;
    const x = xOf(view, width, turn.start);
    pen.fillStyle = colourOf(turn.party, palette);
    pen.globalAlpha = 0.55;
    pen.fillRect(x, at * LANE + LANE / 2 - 6, Math.max(1, xOf(view, width, turn.end) - x), 12);
    pen.globalAlpha = 1;
  }
}

/** Overlap, interruptions and speech without words, on a strip of their own. */
function strip(pen: CanvasRenderingContext2D, { bands, view, width, lanes, palette }: Scene) {
  const top = lanes.length * LANE;
  for (const each of bands) {
    const x = xOf(view, width, each.start);
    const wide = Math.max(2, xOf(view, width, each.end) - x);
    if (each.kind === "overlap") {
      pen.fillStyle = palette.accent;
      for (let at = 0; at < wide; at += 4) pen.fillRect(x + at, top + 3, Math.min(2, wide - at), 4);
    } else if (each.kind === "untold") {
      pen.strokeStyle = palette.undecided;
      pen.strokeRect(x + 0.5, top + 2.5, wide, 5);
    } else if (each.kind === "interruption") {
      pen.fillStyle = palette.accent;
      pen.beginPath();
      pen.moveTo(x - 4, top + 1);
      pen.lineTo(x + 4, top + 1);
      pen.lineTo(x, top + 9);
      pen.fill();
    } else if (each.kind === "hold") {
      pen.fillStyle = palette.muted;
      pen.fillRect(x, top + 4, wide, 2);
    }
  }
}

/** The curve: bars from its own zero, each as wide as what it was measured over. */
function bars(pen: CanvasRenderingContext2D, { values, view, width, lanes, palette }: Scene) {
  const top = lanes.length * LANE + STRIP;
  const zero = top + CURVE * 0.6;
  const most = Math.max(2, ...values.map((each) => Math.abs(each.value)));
  pen.fillStyle = palette.line;
  pen.fillRect(0, zero, width, 1);
  for (const each of values) {
    const x = xOf(view, width, each.start);
    const high = (each.value / most) * CURVE * (each.value > 0 ? 0.55 : 0.35);
    pen.fillStyle = colourOf(each.party, palette);
    pen.fillRect(
      x,
      zero - Math.max(0, high),
      Math.max(2, xOf(view, width, each.end) - x - 1),
      Math.max(1, Math.abs(high)),
    );
  }
}
