import type { Outcome } from "../api/types";
import { useSpoken } from "../i18n/context";
import style from "./design.module.css";

const SIGNS: Record<Outcome, string> = { met: "✓", not_met: "✗", undecided: "?", not_applicable: "–" };
const CLASSES: Record<Outcome, string | undefined> = {
  met: style.met,
  not_met: style.notMet,
  undecided: style.undecided,
  not_applicable: style.notApplicable,
};

/** How a criterion stands: a sign and its colour, and the word for who sees neither. */
export function OutcomeSign({ outcome }: { outcome: Outcome }) {
  const { m } = useSpoken();
  return (
    <span className={`${style.sign} ${CLASSES[outcome]}`} title={m.outcome[outcome]}>
      <span aria-hidden="true">{SIGNS[outcome]}</span>
      <span className="unseen">{m.outcome[outcome]}</span>
    </span>
  );
}

/** Whether a score passes: the same signs. */
export function PassSign({ passed }: { passed: boolean | null }) {
  const { m } = useSpoken();
  const outcome: Outcome = passed === null ? "undecided" : passed ? "met" : "not_met";
  const text = passed === null ? m.score.open : passed ? m.score.passed : m.score.notPassed;
  return (
    <span className={`${style.sign} ${CLASSES[outcome]}`} title={text}>
      <span aria-hidden="true">{SIGNS[outcome]}</span>
      <span className="unseen">{text}</span>
    </span>
  );
}
