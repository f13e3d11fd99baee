import { stringify } from "yaml";
import type { Criterion, Rubric } from "../api/types";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./rubrics.module.css";

/** A rubric to read: what is asked, what it weighs, how it is told. */
export function Form({ rubric }: { rubric: Rubric }) {
  const { m, f } = useSpoken();
  return (
    <div className={style.form}>
      <p className={design.fine}>
        {m.rubrics.owner} {rubric.owner} · {m.rubrics.passMark} {f.score(rubric.pass_mark)}
      </p>
      {rubric.sections.map((section) => (
        <section key={section.id} aria-labelledby={`form-${section.id}`}>
          <h2 id={`form-${section.id}`} className={style.section}>
            {section.title}{" "}
            <span className={design.fine}>{m.rubrics.weighs(f.number(section.weight, 2))}</span>
          </h2>
          <ul>
            {section.criteria.map((criterion) => (
              <Asked key={criterion.id} criterion={criterion} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Asked({ criterion }: { criterion: Criterion }) {
  const { m, f } = useSpoken();
  const counts =
    criterion.deducts !== null
      ? m.rubrics.deducts(f.number(criterion.deducts, 2))
      : m.rubrics.weighs(f.number(criterion.weight ?? 1, 2));
  return (
    <li className={style.asked}>
      <p>
        {criterion.title} {criterion.auto_fail && <span className={design.tag}>{m.score.fatal}</span>}{" "}
        {criterion.critical && <span className={design.tag}>{m.rubrics.critical}</span>}
      </p>
      {criterion.guidance && <p className={design.fine}>{criterion.guidance}</p>}
      <p className={design.fine}>
        {criterion.id} · {counts} · {m.rubrics.severity[criterion.severity]}
      </p>
      <details>
        <summary>{m.rubrics.how}</summary>
        <pre className={style.code}>
          <code>{checked(criterion)}</code>
        </pre>
      </details>
    </li>
  );
}

/** The check as its author would write it: what was left to its default is left out. */
function checked({ check, applies_if }: Criterion): string {
  return stringify(bare(applies_if === null ? { check } : { applies_if, check }), { lineWidth: 0 });
}

function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null && each !== false && !(Array.isArray(each) && each.length === 0))
      .map(([name, each]) => [name, bare(each)]),
  );
}
