import type { ReactNode } from "react";
import type { Finding, Scorecard } from "../api/types";
import { Absence } from "../call/scorecard/absence";
import type { Place } from "../call/scorecard/selection";
import design from "../design/design.module.css";
import { OutcomeSign, PassSign } from "../design/outcome";
import { useSpoken } from "../i18n/context";
import style from "./rubrics.module.css";

interface Found {
  card: Scorecard;
  titles: ReadonlyMap<string, string>;
  /** What a quote leads to. */
  onPlace(place: Place): void;
}

/** A scorecard that nobody keeps, with the evidence of each answer. */
export function Findings({ card, titles, onPlace }: Found) {
  const { m, f } = useSpoken();
  return (
    <div className={style.findings}>
      <p>
        <strong>{card.score === null ? "–" : f.score(card.score)}</strong> <PassSign passed={card.passed} />{" "}
        {card.passed === null ? m.score.open : card.passed ? m.score.passed : m.score.notPassed}
      </p>
      <ul>
        {card.sections
          .flatMap(({ findings }) => findings)
          .map((finding) => (
            <One
              key={finding.criterion}
              finding={finding}
              title={titles.get(finding.criterion)}
              onPlace={onPlace}
            />
          ))}
      </ul>
    </div>
  );
}

interface One {
  finding: Finding;
  title: string | undefined;
  onPlace(place: Place): void;
}

function One({ finding, title, onPlace }: One) {
  const { m, f } = useSpoken();
  return (
    <li className={style.finding} data-criterion={finding.criterion}>
      <p className={style.found}>
        <OutcomeSign outcome={finding.outcome} />
        <span>{title ?? finding.criterion}</span>
        <span className={design.fine} title={m.score.confidence(f.percent(finding.confidence))}>
          {finding.confidence.toFixed(2)}
        </span>
      </p>
      <p className={design.fine}>{finding.reason}</p>
      {finding.evidence.map((each) => (
        <Quote key={`${each.start} ${each.note}`} place={each} onPlace={onPlace}>
          {each.quote === "" ? (each.cue?.reasons[0] ?? m.score.cue) : <q>{each.quote}</q>}
        </Quote>
      ))}
      {finding.evidence.length === 0 && finding.search !== null && (
        <Absence search={finding.search} onPlay={onPlace} brief={false} />
      )}
    </li>
  );
}

function Quote({
  place,
  onPlace,
  children,
}: {
  place: Place;
  onPlace(place: Place): void;
  children: ReactNode;
}) {
  const { f } = useSpoken();
  return (
    <button type="button" className={style.quote} onClick={() => onPlace(place)}>
      <span className={design.fine}>{f.clock(place.start)}</span> {children}
    </button>
  );
}
