import { useSpoken } from "../../i18n/context";
import type { Band, BandKind } from "./lanes";
import style from "./waveform.module.css";

const KINDS: readonly BandKind[] = ["silence", "hold", "overlap", "interruption", "untold"];

/** Which marks there are, and how many of each. */
export function Legend({ bands }: { bands: readonly Band[] }) {
  const { m } = useSpoken();
  const there = KINDS.map((kind) => ({ kind, count: bands.filter((each) => each.kind === kind).length }));
  return (
    <ul className={style.legend} aria-label={m.player.legend}>
      {there
        .filter(({ count }) => count > 0)
        .map(({ kind, count }) => (
          <li key={kind}>
            <span className={`${style.swatch} ${style[kind]}`} aria-hidden="true" />
            {m.player[kind]} {count}
          </li>
        ))}
    </ul>
  );
}
