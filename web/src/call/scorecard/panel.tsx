import { useQueries } from "@tanstack/react-query";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { rubric } from "../../api/queries";
import type { Criterion, Evaluation, Rubric } from "../../api/types";
import { PassSign } from "../../design/outcome";
import { useSpoken } from "../../i18n/context";
import style from "./scorecard.module.css";

/** The tab that tells about the call itself. */
export const DETAILS = "details";

/** The tab in which a review is done. */
export const REVIEW = "review";

/** The words of a rubric: its titles and how people would tell. */
export interface Wordings {
  title: string;
  sections: Map<string, string>;
  criteria: Map<string, Criterion>;
}

const wordingsOf = (form: Rubric): Wordings => ({
  title: form.title,
  sections: new Map(form.sections.map((each) => [each.id, each.title])),
  criteria: new Map(form.sections.flatMap((section) => section.criteria.map((each) => [each.id, each]))),
});

/** Loads the rubrics that a call was judged by, in the versions it was judged by. */
export function useWordings(evaluations: readonly Evaluation[]): Map<string, Wordings> {
  const found = useQueries({ queries: evaluations.map((each) => rubric(each.scorecard.digest)) });
  return new Map(
    found.flatMap(({ data }, at): [string, Wordings][] => {
      const digest = evaluations[at]?.scorecard.digest;
      return data === undefined || digest === undefined ? [] : [[digest, wordingsOf(data.rubric)]];
    }),
  );
}

interface Tabbed {
  /** The rubric of the review that is done here, which comes first; null where none is. */
  reviewing: string | null;
  evaluations: readonly Evaluation[];
  wordings: Map<string, Wordings>;
  chosen: string;
  onChoose(tab: string): void;
  children: ReactNode;
}

/** The scorecards and the call's own facts, one at a time. */
export function Panel({ reviewing, evaluations, wordings, chosen, onChoose, children }: Tabbed) {
  const { m, f } = useSpoken();
  const bar = useRef<HTMLDivElement>(null);
  const names = [...(reviewing === null ? [] : [REVIEW]), ...evaluations.map((each) => each.id), DETAILS];
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (names.indexOf(chosen) + by + names.length) % names.length;
    onChoose(names[next] ?? DETAILS);
    bar.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <section className={style.panel} aria-label={m.score.label}>
      <div ref={bar} role="tablist" aria-label={m.score.label} className={style.tabs} onKeyDown={step}>
        {reviewing !== null && (
          <Tab name={REVIEW} chosen={chosen} onChoose={onChoose}>
            ✎ {m.review.tab} · {m.rubric[reviewing] ?? reviewing}
          </Tab>
        )}
        {evaluations.map(({ id, scorecard, author }) => (
          <Tab key={id} name={id} chosen={chosen} onChoose={onChoose}>
            {wordings.get(scorecard.digest)?.title ?? scorecard.rubric}
            {evaluations.some((each) => each.id !== id && each.scorecard.rubric === scorecard.rubric) && (
              <span className={author.kind === "person" ? style.byPerson : style.byMachine}>
                {author.kind === "person" ? m.review.person : m.review.machine}
              </span>
            )}
            <strong>{scorecard.score === null ? "–" : f.score(scorecard.score)}</strong>
            <PassSign passed={scorecard.passed} />
          </Tab>
        ))}
        <Tab name={DETAILS} chosen={chosen} onChoose={onChoose}>
          {m.score.details}
        </Tab>
      </div>
      <div role="tabpanel" id={`panel-${chosen}`} aria-labelledby={`tab-${chosen}`} className={style.content}>
        {children}
      </div>
    </section>
  );
}

interface One {
  name: string;
  chosen: string;
  onChoose(tab: string): void;
  children: ReactNode;
}

function Tab({ name, chosen, onChoose, children }: One) {
  const selected = name === chosen;
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      aria-selected={selected}
      {...(selected ? { "aria-controls": `panel-${name}` } : {})}
      tabIndex={selected ? 0 : -1}
      className={style.tab}
      onClick={() => onChoose(name)}
    >
      {children}
    </button>
  );
}
