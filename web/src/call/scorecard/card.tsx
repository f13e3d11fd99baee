import type { ReactNode } from "react";
import type { Evaluation, Finding } from "../../api/types";
import { useNames } from "../../app/names";
import design from "../../design/design.module.css";
import { useSpoken } from "../../i18n/context";
import { Line } from "./line";
import type { Wordings } from "./panel";
import style from "./scorecard.module.css";
import { findingsOf, type Place, type Selection } from "./selection";

interface Judged {
  evaluation: Evaluation;
  wordings: Wordings | undefined;
  /** The machine's scorecard, where this one is a person's. */
  machine: Evaluation | undefined;
  action(finding: Finding): ReactNode;
  selection: Selection | null;
  onSelect(selection: Selection): void;
  onPlay(place: Place): void;
}

/** A scorecard by section, a line for each criterion. */
export function Card({ evaluation, wordings, machine, action, selection, onSelect, onPlay }: Judged) {
  const { m, f, language } = useSpoken();
  const { scorecard, author } = evaluation;
  const nameOf = useNames([author.kind === "person" ? author.name : null]);
  const found = new Map(
    machine && machine.id !== evaluation.id
      ? findingsOf(machine.scorecard).map((each) => [each.criterion, each.proposed ?? each.outcome])
      : [],
  );
  const undecided = scorecard.sections
    .flatMap((each) => each.findings)
    .filter((each) => each.outcome === "undecided");
  const facts = [
    scorecard.passed === null ? m.score.open : scorecard.passed ? m.score.passed : m.score.notPassed,
    scorecard.auto_failed.length > 0 &&
      scorecard.earned_score !== null &&
      m.score.earned(f.score(scorecard.earned_score)),
    scorecard.critical_score !== null && m.score.critical(f.score(scorecard.critical_score)),
    undecided.length > 0 && m.score.undecided(undecided.length),
    author.kind === "machine" ? m.score.machine : m.score.person(nameOf(author.name)),
    m.score.version(scorecard.version),
  ];
  return (
    <>
      <p className={style.facts}>
        {facts.filter(Boolean).join(" · ")} ·{" "}
        <a href={`/v1/evaluations/${encodeURIComponent(evaluation.id)}/scorecard.pdf?language=${language}`}>
          {m.review.pdf}
        </a>
      </p>
      {scorecard.sections.map((section) => (
        <section key={section.section} aria-labelledby={`section-${section.section}`}>
          <header className={style.section}>
            <h2 id={`section-${section.section}`}>
              {wordings?.sections.get(section.section) ?? section.section}
            </h2>
            <span className={design.fine}>
              {section.score !== null && m.score.section(f.score(section.score))}
            </span>
          </header>
          <ul>
            {section.findings.map((finding) => (
              <Line
                key={finding.criterion}
                finding={finding}
                criterion={wordings?.criteria.get(finding.criterion)}
                fatal={scorecard.auto_failed.includes(finding.criterion)}
                beside={found.get(finding.criterion) ?? null}
                action={action(finding)}
                selected={selection?.criterion === finding.criterion ? selection.evidence : null}
                onSelect={(evidence) => onSelect({ criterion: finding.criterion, evidence })}
                onPlay={onPlay}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
