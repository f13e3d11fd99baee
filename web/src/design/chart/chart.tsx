import { type ReactNode, useEffect, useRef, useState } from "react";
import { useSpoken } from "../../i18n/context";
import design from "../design.module.css";
import style from "./chart.module.css";
import type { Plotted } from "./plot";
import type { Drawing } from "./series";

interface Charted extends Drawing {
  /** What it shows, in a sentence. */
  label: string;
  /** What the places are, as the table's heading. */
  heading: string;
  height?: number;
  /** What a line leads to at a place, as the calls behind it. */
  onPick?: (at: number, line: number) => void;
  /** A cell of the table; the plain text where it is left out. */
  cell?: (line: number, at: number, text: string) => ReactNode;
}

/** A chart, with its figures as a table beneath it. The library that draws it comes once one is shown. */
export function Chart({ label, heading, height = 240, onPick, cell, ...drawing }: Charted) {
  const { m } = useSpoken();
  const place = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const newest = useRef({ drawing, onPick });
  newest.current = { drawing, onPick };
  // Axes without a point on them would show a scale that nothing was measured on.
  const isKnown = drawing.lines.some(({ values }) => values.some((each) => each !== null));
  // What is drawn is told by its values: a parent that only renders again draws nothing anew.
  const drawn = JSON.stringify([
    drawing.places,
    drawing.lines,
    drawing.levels,
    drawing.breaks,
    drawing.range,
  ]);
  useEffect(() => {
    const element = place.current;
    if (element === null || drawn === "") return;
    let chart: Plotted | null = null;
    let gone = false;
    const draw = async () => {
      const { plot } = await import("./plot");
      if (gone) return;
      chart?.destroy();
      const { drawing, onPick } = newest.current;
      chart = plot(drawing, {
        element,
        height,
        onHover: setHovered,
        ...(onPick && { onPick: (at: number, line: number) => newest.current.onPick?.(at, line) }),
      });
    };
    void draw();
    const sized = new ResizeObserver(() => chart?.resize(element.clientWidth));
    sized.observe(element);
    const themed = new MutationObserver(() => void draw());
    themed.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      gone = true;
      sized.disconnect();
      themed.disconnect();
      chart?.destroy();
    };
  }, [drawn, height]);
  const { breaks = [] } = drawing;
  return (
    <figure className={style.chart}>
      {isKnown && (
        <>
          <figcaption className={design.fine} aria-hidden="true">
            {label}
          </figcaption>
          <div ref={place} role="img" aria-label={label} className={style.canvas} style={{ height }} />
          <Legend drawing={drawing} at={hovered} />
        </>
      )}
      {breaks.length > 0 && (
        <ol className={style.breaks}>
          {breaks.map((each) => (
            <li key={`${each.at} ${each.name}`}>{each.name}</li>
          ))}
        </ol>
      )}
      <details className={design.fine} open={!isKnown}>
        <summary>{m.chart.table}</summary>
        <Table label={label} heading={heading} drawing={drawing} {...(cell && { cell })} />
      </details>
    </figure>
  );
}

const told = (text: (value: number) => string, drawing: Drawing, line: number, at: number): string => {
  const { values = [], low, high } = drawing.lines[line] ?? {};
  const value = values[at] ?? null;
  if (value === null) return "–";
  const [from, to] = [low?.[at] ?? null, high?.[at] ?? null];
  return from === null || to === null ? text(value) : `${text(value)} (${text(from)}–${text(to)})`;
};

/** The lines by name; with the values of the place that is pointed at. */
function Legend({ drawing, at }: { drawing: Drawing; at: number | null }) {
  const { places, lines, levels = [], unit } = drawing;
  return (
    <p className={style.legend}>
      {at !== null && <strong>{places[at]}</strong>}
      {lines.map((line, number) => (
        <span key={line.name}>
          <Swatch colour={line.colour} /> {line.name}
          {at !== null && ` ${told(unit, drawing, number, at)}`}
        </span>
      ))}
      {levels.map((level) => (
        <span key={level.name}>
          <Swatch colour={level.colour} dashed={level.dashed === true} /> {level.name} {unit(level.value)}
        </span>
      ))}
    </p>
  );
}

function Swatch({ colour, dashed = false }: { colour: string; dashed?: boolean }) {
  return (
    <span
      className={`${style.swatch} ${dashed ? style.dashed : ""}`}
      style={{ borderColor: `var(${colour})` }}
      aria-hidden="true"
    />
  );
}

interface Tabled {
  label: string;
  heading: string;
  drawing: Drawing;
  cell?: (line: number, at: number, text: string) => ReactNode;
}

function Table({ label, heading, drawing, cell }: Tabled) {
  const { places, lines, unit } = drawing;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={style.table} tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {lines.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place, at) => (
            <tr key={place}>
              <th scope="row">{place}</th>
              {lines.map(({ name }, line) => {
                const text = told(unit, drawing, line, at);
                return <td key={name}>{cell?.(line, at, text) ?? text}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
