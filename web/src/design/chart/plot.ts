import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { columns, type Drawing, joined, nearest, spanned } from "./series";

export interface Plotted {
  resize(width: number): void;
  destroy(): void;
}

interface Place {
  element: HTMLElement;
  height: number;
  onHover(at: number | null): void;
  onPick?: (at: number, line: number) => void;
}

const COLUMNS_A_LINE = 3;
const LETTER = 8;
const BETWEEN = 16;
const DOT = 7;
const FONT_PX = 12;

/** Draws on a canvas; whoever cannot see it reads the table beside it. */
export function plot(drawing: Drawing, { element, height, onHover, onPick }: Place): Plotted {
  const styles = getComputedStyle(document.documentElement);
  const colour = (name: string) => styles.getPropertyValue(name).trim();
  const font = `${FONT_PX}px ${getComputedStyle(document.body).fontFamily}`;
  const { places, lines, unit } = drawing;
  const label = Math.max(...places.map((each) => each.length), 1) * LETTER + BETWEEN;
  // What lies on either side of a break is not compared, so no line leads across.
  const gaps: UPlot.Series.GapsRefiner = (self, _series, _from, _to, nulls) =>
    joined([
      ...nulls,
      ...(drawing.breaks ?? []).map(({ at }): [number, number] => [
        self.valToPos(at - 1, "x", true),
        self.valToPos(at, "x", true),
      ]),
    ]);
  const axis = {
    stroke: colour("--muted"),
    font,
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const chart = new UPlot(
    {
      width: element.clientWidth,
      height,
      padding: [12, 16, 0, 0],
      legend: { show: false },
      cursor: { drag: { x: false, y: false, setScale: false }, y: false },
      scales: {
        x: { time: false, range: (_, from, to) => [from - 0.5, to + 0.5] },
        y: { range: () => spanned(drawing) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          splits: (self) => every(places.length, Math.max(1, Math.floor(self.width / label))),
          values: (_, splits) => splits.map((at) => places[at] ?? ""),
        },
        { ...axis, size: 56, values: (_, splits) => splits.map(unit) },
      ],
      series: [
        {},
        ...lines.flatMap((line) => [
          {
            stroke: colour(line.colour),
            width: line.dots ? 0 : 2,
            spanGaps: false,
            gaps,
            points: { show: true, size: DOT, fill: colour(line.colour) },
          },
          ...[1, 2].map(() => ({ width: 0, points: { show: false } })),
        ]),
      ],
      bands: lines.flatMap((line, at) =>
        line.low === undefined || line.bare
          ? []
          : [
              {
                series: [at * COLUMNS_A_LINE + 2, at * COLUMNS_A_LINE + 3] as [number, number],
                fill: `color-mix(in srgb, ${colour(line.colour)} 18%, transparent)`,
              },
            ],
      ),
      hooks: {
        draw: [(self) => marks(self, drawing, colour, font)],
        setCursor: [(self) => onHover(self.cursor.idx ?? null)],
      },
    },
    columns(drawing) as UPlot.AlignedData,
    element,
  );
  chart.over.addEventListener("click", () => {
    const { idx, top } = chart.cursor;
    if (typeof idx !== "number") return;
    const line = nearest(drawing, idx, chart.posToVal(top ?? 0, "y"));
    if (line !== null) onPick?.(idx, line);
  });
  if (onPick !== undefined) chart.over.style.cursor = "pointer";
  return { resize: (width) => chart.setSize({ width, height }), destroy: () => chart.destroy() };
}

/** Levels and breaks, over the lines. */
function marks(
  self: UPlot,
  { levels = [], breaks = [] }: Drawing,
  colour: (name: string) => string,
  font: string,
) {
  const { ctx, bbox } = self;
  const ratio = UPlot.pxRatio;
  ctx.save();
  ctx.lineWidth = ratio;
  // The canvas counts its own pixels, as the font must.
  ctx.font = font.replace(`${FONT_PX}px`, `${FONT_PX * ratio}px`);
  for (const level of levels) {
    const y = Math.round(self.valToPos(level.value, "y", true));
    stroke(
      ctx,
      colour(level.colour),
      level.dashed ? [6 * ratio, 4 * ratio] : [],
      [bbox.left, y],
      [bbox.left + bbox.width, y],
    );
  }
  breaks.forEach(({ at }, number) => {
    const x = Math.round(self.valToPos(at - 0.5, "x", true));
    stroke(ctx, colour("--text"), [2 * ratio, 3 * ratio], [x, bbox.top], [x, bbox.top + bbox.height]);
    ctx.fillStyle = colour("--text");
    ctx.fillText(String(number + 1), x + 4 * ratio, bbox.top + FONT_PX * ratio);
  });
  ctx.restore();
}

function stroke(
  ctx: CanvasRenderingContext2D,
  colour: string,
  dash: number[],
  from: readonly [number, number],
  to: readonly [number, number],
) {
  ctx.strokeStyle = colour;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

/** Places that are labelled: every nth, the first among them. */
function every(count: number, room: number): number[] {
  const step = Math.max(1, Math.ceil(count / room));
  return Array.from({ length: Math.ceil(count / step) }, (_, at) => at * step);
}
