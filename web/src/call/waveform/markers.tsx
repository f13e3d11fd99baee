import type { Outcome } from "../../api/types";
import { useSpoken } from "../../i18n/context";
import type { Marker } from "./lanes";
import { type View, xOf } from "./timeline";
import style from "./waveform.module.css";

const SIGNS: Record<Outcome | "flag", string> = {
  met: "✓",
  not_met: "✗",
  undecided: "?",
  not_applicable: "–",
  flag: "⚑",
};

interface Marked {
  markers: readonly Marker[];
  view: View;
  width: number;
  onMarker(marker: Marker): void;
}

/** Where evidence and flags lie. By keyboard the scorecard reaches the same, so these take no tab stops. */
export function Markers({ markers, view, width, onMarker }: Marked) {
  const { f } = useSpoken();
  return (
    <div className={style.markers}>
      {markers
        .filter((each) => each.time >= view.from && each.time <= view.to)
        .map((each) => (
          <button
            key={`${each.criterion ?? each.text}-${each.evidence}-${each.time}`}
            type="button"
            tabIndex={-1}
            className={style[each.sign]}
            style={{ left: xOf(view, width, each.time) }}
            onClick={() => onMarker(each)}
            title={`${f.clock(each.time)} ${each.text}`}
            aria-label={`${f.clock(each.time)} ${each.text}`}
          >
            {SIGNS[each.sign]}
          </button>
        ))}
    </div>
  );
}
