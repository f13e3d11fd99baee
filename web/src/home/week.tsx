import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useRubricNames } from "../app/rubric-names";
import { useTitles } from "../calibration/titles";
import design from "../design/design.module.css";
import { Told } from "../design/figure";
import { useSpoken } from "../i18n/context";
import { allOf } from "../team/week/changed";
import { Changes } from "../team/week/changes";
import { Stepper } from "../team/week/stepper";
import { Block } from "./block";
import style from "./home.module.css";
import { type MyWeek, myWeek } from "./my-week";

type MyRubric = MyWeek["rubrics"][number];

/** The agent's week beside their own four weeks before, and what they do surely more or less often than their team. */
export function OwnWeek() {
  const { m } = useSpoken();
  const [week, setWeek] = useState<string>();
  const { data } = useQuery({ ...myWeek(week), placeholderData: (former) => former });
  if (data === undefined) return null;
  const judged = data.rubrics.filter(({ changes, criteria }) => changes.length > 0 || criteria.length > 0);
  return (
    <Block title={m.week.own}>
      <Stepper week={data} onWeek={setWeek} heading="h3" />
      <p className={design.fine}>{judged.length === 0 ? m.week.ownNone : m.week.ownWhy}</p>
      {judged.map((each) => (
        <OneRubric key={each.rubric} told={each} />
      ))}
    </Block>
  );
}

function OneRubric({ told }: { told: MyRubric }) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const title = useTitles(told);
  const { rubric, changes, strengths, work_on: work, criteria } = told;
  return (
    <section className={style.rubric}>
      <h4>{rubricOf(rubric)}</h4>
      {changes.length > 0 && <Changes changes={changes} title={title} />}
      {strengths.length > 0 && (
        <>
          <h5>{m.week.strengths}</h5>
          <Rates rates={strengths} title={title} sign="✓" />
        </>
      )}
      {work.length > 0 && (
        <>
          <h5>{m.week.workOn}</h5>
          <Rates rates={work} title={title} sign="→" />
        </>
      )}
      {criteria.length > 0 && (
        <details>
          <summary>{m.week.criteria}</summary>
          <Rates rates={criteria} title={title} />
        </details>
      )}
    </section>
  );
}

type Rate = Pick<MyRubric["criteria"][number], "criterion" | "rate" | "calls"> & {
  not_met?: number;
  evidence?: number;
};

interface Rated {
  rates: readonly Rate[];
  title(criterion: string): string;
  sign?: string;
}

/** How often criteria were met, each with its calls and those that missed it. */
function Rates({ rates, title, sign }: Rated) {
  const { m } = useSpoken();
  return (
    <ul>
      {rates.map(({ criterion, rate, calls, ...counted }) => {
        const missed = counted.not_met ?? counted.evidence ?? 0;
        return (
          <li key={criterion} className={style.rate}>
            <span>
              {sign !== undefined && <span aria-hidden="true">{sign} </span>}
              {title(criterion)}
            </span>
            <Link to="/team/calls" search={allOf(calls)}>
              <Told figure={rate} unit="percent" />
            </Link>
            {missed > 0 && (
              <Link to="/team/calls" search={calls}>
                {m.team.missed(missed)}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
