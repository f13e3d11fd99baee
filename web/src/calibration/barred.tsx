import design from "../design/design.module.css";
import { Told as TooLittle } from "../design/figure";
import { useSpoken } from "../i18n/context";
import type { Barred as Figure } from "./rows";

type Unit = "score" | "rate";

/** Writes a score, or a share, to a tenth: an error of 3.1 % is not one of 3.4 %. */
export function useRate(unit: Unit): (value: number) => string {
  const { language } = useSpoken();
  if (unit === "score") return (value) => value.toFixed(1);
  return (value) => `${(value * 100).toFixed(1)}${language === "zh" ? "%" : " %"}`;
}

interface Told {
  of: Figure;
  unit: Unit;
  /** Whether the interval is left to its half. */
  brief?: boolean;
}

/** A figure with its error bar, its interval, and how many checked calls it rests on; or that there is too little to tell. */
export function Barred({ of: { figure, plusMinus }, unit, brief = false }: Told) {
  const { m } = useSpoken();
  const text = useRate(unit);
  const { state, value, interval, n } = figure;
  if (state !== "told" || value === null || interval === null || plusMinus === null)
    return <TooLittle figure={figure} unit={unit === "score" ? "score" : "percent"} />;
  return (
    <span>
      {text(value)} ± {(unit === "score" ? plusMinus : plusMinus * 100).toFixed(1)}{" "}
      <span className={design.fine}>
        {!brief && `${m.figure.range(text(interval.low), text(interval.high))} · `}
        {m.calibration.checked(n)}
      </span>
    </span>
  );
}
