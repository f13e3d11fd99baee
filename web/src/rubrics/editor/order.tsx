import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import style from "../rubrics.module.css";

interface Ordered {
  name: string;
  at: number;
  last: number;
  onMove(to: number): void;
}

/** Moves something up or down among its like. */
export function Order({ name, at, last, onMove }: Ordered) {
  const { m } = useSpoken();
  return (
    <span className={style.order}>
      <button
        type="button"
        className={design.plain}
        disabled={at === 0}
        aria-label={m.rubrics.up(name)}
        onClick={() => onMove(at - 1)}
      >
        ↑
      </button>
      <button
        type="button"
        className={design.plain}
        disabled={at === last}
        aria-label={m.rubrics.down(name)}
        onClick={() => onMove(at + 1)}
      >
        ↓
      </button>
    </span>
  );
}
