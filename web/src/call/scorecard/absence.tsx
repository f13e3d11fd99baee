import type { Finding } from "../../api/types";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import style from "./scorecard.module.css";
import type { Place } from "./selection";

interface Absent {
  search: NonNullable<Finding["search"]>;
  brief: boolean;
  onPlay(place: Place): void;
}

/** Proof of absence: where was looked, and what came nearest. */
export function Absence({ search, brief, onPlay }: Absent) {
  const { m, f } = useSpoken();
  const who = search.party === null ? m.score.everyone : m.party[search.party];
  const { nearest } = search;
  return (
    <div className={style.absence}>
      <p className={design.fine}>
        {m.score.searched(f.clock(search.start), f.clock(search.end), search.turns, who)}
      </p>
      {!brief && nearest === null && <p className={design.fine}>{m.score.nothingNear}</p>}
      {!brief && nearest !== null && (
        <button type="button" className={style.quote} onClick={() => onPlay(nearest)}>
          <span className={style.at}>{f.clock(nearest.start)}</span>
          <span>
            {m.score.nearest}: <q>{nearest.quote}</q>{" "}
            <span className={design.fine}>{m.score.alike(f.percent(search.similarity))}</span>
          </span>
        </button>
      )}
      {!brief && search.blind > 0 && <p className={style.blind}>{m.score.blind(f.percent(search.blind))}</p>}
    </div>
  );
}
