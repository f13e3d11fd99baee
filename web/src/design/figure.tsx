import type { components } from "../api/schema";
import { useSpoken } from "../i18n/context";
import style from "./design.module.css";

export type Figure = components["schemas"]["Figure"];
export type Unit = "percent" | "difference" | "score" | "apart" | "ratio";

const RATIO_DIGITS = 2;
const APART_DIGITS = 1;
/** Of these it is told which way they point. */
const SIGNED: readonly Unit[] = ["difference", "apart"];

/** Writes values of one kind; intervals need more figures than a share that is read at a glance. */
export function useUnit(unit: Unit): (value: number) => string {
  const { m, f, language } = useSpoken();
  if (unit === "percent") return (value) => `${f.number(value * 100, 0)}${language === "zh" ? "%" : " %"}`;
  // What lies between two shares is no share of anything.
  // A small one is 0, and neither more nor less.
  if (unit === "difference") return (value) => m.figure.points(f.number(Math.round(value * 100) || 0, 0));
  if (unit === "score") return f.points;
  // These stand below each other: 0.90 and 7.0, not 0.9 and 7.
  const digits = unit === "ratio" ? RATIO_DIGITS : APART_DIGITS;
  return (value) => (Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toFixed(digits);
}

/** A figure with its interval and what it rests on; or that there is too little to tell. */
export function Told({ figure, unit }: { figure: Figure; unit: Unit }) {
  const { m } = useSpoken();
  const text = useUnit(unit);
  const { state, value, interval, n, needed } = figure;
  if (state !== "told" || value === null || interval === null)
    return (
      <span className={style.fine}>
        {state === "no_variation"
          ? m.figure.alike(n)
          : needed === null
            ? m.figure.tooLittle(n)
            : m.figure.needs(n, needed)}
      </span>
    );
  const way = SIGNED.includes(unit) && value > 0 && text(value) !== text(0) ? "+" : "";
  return (
    <span>
      {way}
      {text(value)}{" "}
      <span className={style.fine}>
        {m.figure.range(text(interval.low), text(interval.high))} · {m.figure.of(n)}
      </span>
    </span>
  );
}
