import { useQuery } from "@tanstack/react-query";
import { useRubricNames } from "../../app/rubric-names";
import { useTitles } from "../../calibration/titles";
import design from "../../design/design.module.css";
import { Failed, Loading, Note } from "../../design/states";
import { listed, shifted } from "../../house/amount";
import { TypedField } from "../../house/typed-field";
import { useSpoken } from "../../i18n/context";
import { useBroken } from "../broken";
import { useDay } from "../day";
import { NeedLine } from "../needs";
import { type Digest, digest } from "../queries";
import type { TeamSearch } from "../search";
import type { Change } from "../stretch";
import team from "../team.module.css";
import { allOf } from "./changed";
import { Changes } from "./changes";
import { Stepper } from "./stepper";
import { Waiting } from "./waiting";
import style from "./week.module.css";

interface Weekly {
  search: TeamSearch;
  onChange(to: Change<TeamSearch>): void;
}

/** A week in short, for who coaches: what changed, who needs what, and what waits. */
export function WeekPage({ search, onChange }: Weekly) {
  const { m } = useSpoken();
  const found = useQuery({
    ...digest({
      ...(search.week === undefined ? {} : { week: search.week }),
      ...(search.team === undefined ? {} : { team: search.team }),
    }),
    placeholderData: (former) => former,
  });
  return (
    <div className={style.week}>
      <div className={style.bar} data-print="no">
        <label className={team.field}>
          {m.calls.team}
          <TypedField
            named="teams"
            value={search.team}
            onChange={(text) => onChange({ team: text || undefined })}
          />
        </label>
        <button type="button" className={design.button} onClick={() => window.print()}>
          {m.week.print}
        </button>
      </div>
      {found.isPending && <Loading lines={10} />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.data && <Told digest={found.data} onWeek={(week) => onChange({ week })} />}
    </div>
  );
}

function Told({ digest, onWeek }: { digest: Digest; onWeek(week: string): void }) {
  const { m, language } = useSpoken();
  const rubricOf = useRubricNames();
  const judged = digest.rubrics.filter(({ changes, needs }) => changes.length > 0 || needs.length > 0);
  const silent = digest.rubrics.filter((each) => !judged.includes(each));
  return (
    <>
      <div>
        <Stepper week={digest} onWeek={onWeek} />
        <p className={design.fine}>
          {digest.team !== null && `${m.calls.team}: ${digest.team} · `}
          {m.week.why}
        </p>
      </div>
      {judged.length === 0 && (
        <Note title={m.week.nothing}>
          <p>{m.week.nothingWhy}</p>
        </Note>
      )}
      {judged.map((each) => (
        <RubricWeek key={each.rubric} told={each} digest={digest} />
      ))}
      {judged.length > 0 && silent.length > 0 && (
        <p className={design.fine}>
          {m.week.silent(
            listed(
              silent.map(({ rubric }) => rubricOf(rubric)),
              language,
            ),
          )}
        </p>
      )}
      <Waiting digest={digest} />
    </>
  );
}

const NEEDS = 6;
const NEEDS_DAYS = 91;

function RubricWeek({ told, digest }: { told: Digest["rubrics"][number]; digest: Digest }) {
  const { m } = useSpoken();
  const rubricOf = useRubricNames();
  const title = useTitles(told);
  const day = useDay();
  const broken = useBroken();
  const { rubric, changes, needs, breaks } = told;
  const stretch = { since: shifted(digest.before, -NEEDS_DAYS), until: shifted(digest.before, -1) };
  return (
    <section className={style.part}>
      <h3>{rubricOf(rubric)}</h3>
      {breaks.map(({ part, day: when, former, present, language }) => (
        <p key={`${part} ${when} ${language}`}>
          ‖ {broken([{ at: 0, changes: [{ part, day: when, period: when, former, present }] }])[0]?.name}
        </p>
      ))}
      {changes.length > 0 && <Changes changes={changes} title={title} />}
      <h4>{m.week.needs(day(stretch.since))}</h4>
      {needs.length === 0 && <p className={design.fine}>{m.team.noNeeds}</p>}
      <ol>
        {needs.slice(0, NEEDS).map((each) => (
          <NeedLine
            key={`${each.agent} ${each.criterion}`}
            need={each}
            rubric={rubric}
            stretch={stretch}
            all={allOf(each.calls)}
            title={title(each.criterion)}
            mayCoach
          />
        ))}
      </ol>
      {needs.length > NEEDS && <p className={design.fine}>{m.week.needsMore(needs.length - NEEDS)}</p>}
    </section>
  );
}
