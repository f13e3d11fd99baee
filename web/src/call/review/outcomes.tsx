import type { FindingOutcome } from "../../api/types";
import { useSpoken } from "../../i18n/context";
import style from "./review.module.css";

const CHOICES = [
  { outcome: "met", sign: "✓", key: "1" },
  { outcome: "not_met", sign: "✗", key: "2" },
  { outcome: "not_applicable", sign: "–", key: "3" },
  { outcome: "undecided", sign: "?", key: "0" },
] as const;

const CLASSES: Record<FindingOutcome, string | undefined> = {
  met: style.met,
  not_met: style.notMet,
  not_applicable: style.notApplicable,
  undecided: style.undecided,
};

interface Choosing {
  title: string;
  chosen: FindingOutcome | null;
  onGive(outcome: FindingOutcome): void;
}

/** A person's answer: four buttons, of which one is filled once it is given. */
export function Outcomes({ title, chosen, onGive }: Choosing) {
  const { m } = useSpoken();
  return (
    <fieldset className={style.outcomes}>
      <legend className="unseen">{m.review.answerOf(title)}</legend>
      {CHOICES.map(({ outcome, sign, key }) => (
        <button
          key={outcome}
          type="button"
          className={`${style.outcome} ${chosen === outcome ? CLASSES[outcome] : ""}`}
          aria-pressed={chosen === outcome}
          title={`${m.review.outcome[outcome]} (${key})`}
          onClick={() => onGive(outcome)}
        >
          <span aria-hidden="true">{sign}</span>
          <span className="unseen">{m.review.outcome[outcome]}</span>
        </button>
      ))}
    </fieldset>
  );
}
