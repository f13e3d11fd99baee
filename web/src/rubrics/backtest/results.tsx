import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Rubric } from "../../api/types";
import { called } from "../../calls/called";
import design from "../../design/design.module.css";
import { OutcomeSign } from "../../design/outcome";
import { useSpoken } from "../../i18n/context";
import style from "../rubrics.module.css";
import { type CriterionChange, type Flip, type Report, rate, type Side, type Tested } from "./report";

const MOST_AGENTS = 20;

/** What a version would have changed. */
export function Results({ tested, rubric }: { tested: Tested; rubric: Rubric }) {
  const { report, call_ids: callIds } = tested;
  const { m, f } = useSpoken();
  const [chosen, setChosen] = useState<string | null>(null);
  const titles = new Map(
    rubric.sections.flatMap(({ criteria }) => criteria).map(({ id, title }) => [id, title]),
  );
  const score = (value: number | null) => (value === null ? "–" : f.points(value));
  const flips = report.flips.filter(({ criterion }) => chosen === null || criterion === chosen);
  return (
    <>
      <h2>{m.rubrics.tested(report.calls)}</h2>
      <p>
        {m.rubrics.passed(f.number(report.passed_before, 0), f.number(report.passed_after, 0))} ·{" "}
        {m.rubrics.means(score(report.score_before), score(report.score_after))}
      </p>
      <Criteria criteria={report.criteria} titles={titles} chosen={chosen} onChoose={setChosen} />
      <Agents report={report} />
      <h2>{m.rubrics.flips(flips.length)}</h2>
      {chosen !== null && (
        <p>
          {titles.get(chosen) ?? chosen}{" "}
          <button type="button" className={design.button} onClick={() => setChosen(null)}>
            {m.rubrics.everyCriterion}
          </button>
        </p>
      )}
      {flips.length === 0 && <p className={design.fine}>{m.rubrics.noFlips}</p>}
      <ul>
        {flips.map((each) => (
          <Flipped
            key={`${each.recording} ${each.criterion}`}
            flip={each}
            call={called(each.recording, callIds)}
            title={titles.get(each.criterion)}
          />
        ))}
      </ul>
    </>
  );
}

interface Listing {
  criteria: readonly CriterionChange[];
  titles: ReadonlyMap<string, string>;
  chosen: string | null;
  onChoose(criterion: string): void;
}

function Criteria({ criteria, titles, chosen, onChoose }: Listing) {
  const { m, f } = useSpoken();
  const told = (of: CriterionChange["before"]) => {
    const share = rate(of);
    return share === null ? "–" : f.percent(share);
  };
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{m.rubrics.criterion}</th>
          <th scope="col">{m.rubrics.metBefore}</th>
          <th scope="col">{m.rubrics.metAfter}</th>
          <th scope="col">{m.rubrics.flipped}</th>
        </tr>
      </thead>
      <tbody>
        {criteria.map((each) => (
          <tr key={each.criterion}>
            <th scope="row">{titles.get(each.criterion) ?? each.criterion}</th>
            <td data-label={m.rubrics.metBefore}>
              {each.before === null ? m.rubrics.notThere : told(each.before)}
            </td>
            <td data-label={m.rubrics.metAfter}>
              {each.after === null ? m.rubrics.notThere : told(each.after)}
            </td>
            <td data-label={m.rubrics.flipped}>
              {each.flipped === 0 ? (
                0
              ) : (
                <button
                  type="button"
                  className={design.button}
                  aria-pressed={chosen === each.criterion}
                  onClick={() => onChoose(each.criterion)}
                >
                  {f.number(each.flipped, 0)}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Agents({ report }: { report: Report }) {
  const { m, f } = useSpoken();
  const shown = report.agents.slice(0, MOST_AGENTS);
  if (shown.length === 0) return null;
  return (
    <details className={style.agents}>
      <summary>{m.rubrics.agents(report.agents.filter(({ crosses }) => crosses !== null).length)}</summary>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{m.party.agent}</th>
            <th scope="col">{m.calls.title}</th>
            <th scope="col">{m.rubrics.before}</th>
            <th scope="col">{m.rubrics.after}</th>
            <th scope="col">{m.rubrics.passMark}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((each) => (
            <tr key={each.agent}>
              <th scope="row">{each.agent}</th>
              <td data-label={m.calls.title}>{f.number(each.calls, 0)}</td>
              <td data-label={m.rubrics.before}>{f.points(each.before)}</td>
              <td data-label={m.rubrics.after}>{f.points(each.after)}</td>
              <td data-label={m.rubrics.passMark}>
                {each.crosses === null ? "–" : m.rubrics.crosses[each.crosses]}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** One call before and after, with what each version rests on. */
function Flipped({ flip, call, title }: { flip: Flip; call: string; title: string | undefined }) {
  const { m } = useSpoken();
  return (
    <li className={style.flip}>
      <p>
        <Link to="/calls/$id" params={{ id: flip.recording }} search={{}}>
          {call}
        </Link>{" "}
        {title ?? flip.criterion} {flip.agent !== null && <span className={design.fine}>{flip.agent}</span>}
      </p>
      <div className={style.beside}>
        <OneSide side={flip.before} name={m.rubrics.before} />
        <OneSide side={flip.after} name={m.rubrics.after} />
      </div>
    </li>
  );
}

function OneSide({ side, name }: { side: Side; name: string }) {
  return (
    <div>
      <p>
        <span className={design.fine}>{name}</span> <OutcomeSign outcome={side.outcome} /> {side.reason}
      </p>
      {side.quotes.map((quote) => (
        <p key={quote}>
          <q>{quote}</q>
        </p>
      ))}
    </div>
  );
}
