/** A line of a chart; `null` where there is nothing to show. */
export interface Line {
  name: string;
  /** A colour of `tokens.css`, as `--agent`. */
  colour: string;
  values: readonly (number | null)[];
  /** The interval of each value. */
  low?: readonly (number | null)[];
  high?: readonly (number | null)[];
  /** Only dots, as of single calls. */
  dots?: boolean;
  /** Drawn without its intervals, which the table still has. */
  bare?: boolean;
}

/** A height that is worth a line of its own: a mean, a limit, a pass mark. */
export interface Level {
  name: string;
  value: number;
  colour: string;
  dashed?: boolean;
}

/** Something that happened before the place `at`: what lies left of it cannot be compared with what lies right. */
export interface Break {
  at: number;
  name: string;
}

export interface Drawing {
  /** What stands under the chart, one word a place. */
  places: readonly string[];
  lines: readonly Line[];
  levels?: readonly Level[];
  breaks?: readonly Break[];
  /** Lowest and highest value that must be in view. */
  range?: readonly [number, number];
  unit(value: number): string;
}

const ROOM = 0.08;

/** The heights a chart spans: all that is in it, and some room. */
export function spanned({ lines, levels = [], range }: Drawing): [number, number] {
  const known = [
    ...lines.flatMap(({ values, bare, low = [], high = [] }) =>
      bare ? values : [...values, ...low, ...high],
    ),
    ...levels.map(({ value }) => value),
    ...(range ?? []),
  ].filter((each) => each !== null);
  if (known.length === 0) return [0, 1];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const room = (most - least || Math.abs(most) || 1) * ROOM;
  const [from, to] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  // Where a range is given, a value at its end needs no room beyond it.
  return [least <= from ? least : least - room, most >= to ? most : most + room];
}

/** Columns as uPlot takes them: places, then value, low and high of each line. */
export function columns({ places, lines }: Drawing): (number | null)[][] {
  const none = places.map(() => null);
  return [
    places.map((_, at) => at),
    ...lines.flatMap(({ values, low, high }) => [[...values], [...(high ?? none)], [...(low ?? none)]]),
  ];
}

/** The line whose value at a place is nearest to a height; null where none has one. */
export function nearest({ lines }: Drawing, at: number, height: number): number | null {
  const known = lines.flatMap(({ values }, line) => {
    const value = values[at] ?? null;
    return value === null ? [] : [{ line, far: Math.abs(value - height) }];
  });
  return known.sort((a, b) => a.far - b.far)[0]?.line ?? null;
}

/** Stretches in order, those that overlap as one. */
export function joined(stretches: readonly (readonly [number, number])[]): [number, number][] {
  const found: [number, number][] = [];
  for (const [from, to] of [...stretches].sort(([a], [b]) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else found.push([from, to]);
  }
  return found;
}
