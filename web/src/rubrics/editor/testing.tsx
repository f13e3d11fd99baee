import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import design from "../../design/design.module.css";
import { OutcomeSign } from "../../design/outcome";
import { Failed, Loading } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { Prose } from "../../i18n/prose";
import { type Answer, type Checked, check } from "../queries";
import style from "../rubrics.module.css";

interface Tested {
  text: string;
  examples: string;
  checked: Checked | undefined;
}

/** The examples beside the rubric, run on the draft as it stands. */
export function Testing({ text, examples, checked }: Tested) {
  const { m } = useSpoken();
  const [asked, setAsked] = useState<{ text: string; examples: string } | null>(null);
  const ran = useQuery({
    ...check(asked?.text ?? "", asked?.examples ?? "", true),
    enabled: asked !== null,
  });
  const stale = asked !== null && (asked.text !== text || asked.examples !== examples);
  const broken = (checked?.problems.length ?? 1) > 0;
  if (examples.trim() === "") return <p className={design.fine}>{m.rubrics.noExamples}</p>;
  return (
    <div className={style.form}>
      <p>
        <button
          type="button"
          className={design.primary}
          disabled={broken || ran.isFetching}
          onClick={() => setAsked({ text, examples })}
        >
          {m.rubrics.runExamples}
        </button>{" "}
        <span className={design.fine}>{broken ? m.rubrics.mendFirst : stale ? m.rubrics.stale : ""}</span>
      </p>
      {ran.isFetching && <Loading />}
      {ran.isError && <Failed error={ran.error} again={() => ran.refetch()} />}
      {ran.data && <Ran checked={ran.data} />}
    </div>
  );
}

function Ran({ checked }: { checked: Checked }) {
  const { m } = useSpoken();
  const { answers, unshown } = checked;
  const failed = answers.filter(({ wrong }) => wrong.length > 0);
  const calls = [...new Set(answers.map(({ example }) => example))];
  return (
    <>
      <p role="status">
        <span
          className={`${design.sign} ${failed.length === 0 ? design.met : design.notMet}`}
          aria-hidden="true"
        >
          {failed.length === 0 ? "✓" : "✗"}
        </span>{" "}
        {m.rubrics.ran(answers.length - failed.length, answers.length)}
      </p>
      {unshown.length > 0 && (
        <section>
          <h2>{m.rubrics.unshown}</h2>
          <ul className={style.problems}>
            {unshown.map(({ criterion, outcome }) => (
              <li key={`${criterion} ${outcome}`}>
                {criterion} <OutcomeSign outcome={outcome} /> {m.outcome[outcome]}
              </li>
            ))}
          </ul>
        </section>
      )}
      {calls.map((call) => (
        <Example key={call} call={call} answers={answers.filter(({ example }) => example === call)} />
      ))}
    </>
  );
}

/** One example call: where the engine says otherwise it is open, else closed. */
function Example({ call, answers }: { call: string; answers: readonly Answer[] }) {
  const { m } = useSpoken();
  const failed = answers.filter(({ wrong }) => wrong.length > 0).length;
  return (
    <details className={style.criterion} open={failed > 0}>
      <summary>
        <span className={`${design.sign} ${failed === 0 ? design.met : design.notMet}`} aria-hidden="true">
          {failed === 0 ? "✓" : "✗"}
        </span>{" "}
        {call}{" "}
        <span className={design.fine}>{m.rubrics.asExpected(answers.length - failed, answers.length)}</span>
      </summary>
      <ul>
        {answers.map((each) => (
          <li key={each.criterion} className={style.finding}>
            <p className={style.found}>
              <OutcomeSign outcome={each.finding.outcome} />
              <span>{each.criterion}</span>
              {each.gap && <span className={design.tag}>{m.rubrics.gap}</span>}
            </p>
            {each.wrong.map((why) => (
              <p key={why} className={style.wrong}>
                <Prose text={why} />
              </p>
            ))}
          </li>
        ))}
      </ul>
    </details>
  );
}
