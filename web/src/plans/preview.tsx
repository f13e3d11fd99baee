import { useQuery } from "@tanstack/react-query";
import { suggestions } from "../api/suggestions";
import design from "../design/design.module.css";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import type { PlanDraft } from "./draft";
import { said } from "./period";
import style from "./plans.module.css";
import type { Portion, Preview } from "./queries";

/** What would be drawn, what stands in the way of it, and what it would tell. */
export function Shown({ preview, draft }: { preview: Preview; draft: PlanDraft }) {
  const { m, f, language } = useSpoken();
  const { outlook, overlapping } = preview;
  const whole = (n: number) => f.number(n, 0);
  if (overlapping !== null)
    return (
      <p role="alert" className={style.stands}>
        {m.plans.overlaps(said(overlapping.since, overlapping.before, language))}
      </p>
    );
  if (outlook.candidates === 0) return <p className={style.stands}>{m.plans.noCalls}</p>;
  return (
    <>
      <p className={style.sum}>{m.plans.would(whole(outlook.count), whole(outlook.candidates))}</p>
      {Number(draft.random) > outlook.candidates && (
        <p className={style.stands}>{m.plans.moreThanThere(whole(outlook.candidates))}</p>
      )}
      <Draws preview={preview} />
      <Known preview={preview} />
      <Portions title={m.plans.byAgent} of={outlook.agents} nobody={m.plans.noAgent} agents />
      <Portions title={m.plans.byTeam} of={outlook.teams} nobody={m.plans.noTeam} />
    </>
  );
}

/** How many each draw brings; of rules also how many calls they are about. */
function Draws({ preview: { outlook } }: { preview: Preview }) {
  const { m, f } = useSpoken();
  const { drawn, fitting } = outlook;
  const rows = [
    { name: m.plans.chance, fits: outlook.candidates, drawn: drawn.random ?? 0 },
    { name: m.plans.atRisk, fits: outlook.candidates, drawn: drawn.risk ?? 0 },
    ...Object.entries(fitting).map(([name, fits]) => ({ name, fits, drawn: drawn[name] ?? 0 })),
  ];
  const unfit = Object.entries(fitting).filter(([, fits]) => fits === 0);
  return (
    <>
      <Table
        label={m.plans.byDraw}
        rows={rows}
        id={({ name }) => name}
        columns={[
          { name: m.plans.byDraw, cell: ({ name }) => name },
          { name: m.plans.fits, kind: "figure", cell: ({ fits }) => f.number(fits, 0) },
          { name: m.plans.drawn, kind: "figure", cell: (row) => f.number(row.drawn, 0) },
        ]}
      />
      {Object.keys(fitting).length > 0 && <p className={design.fine}>{m.plans.counted}</p>}
      {unfit.map(([name]) => (
        <p key={name} className={style.stands}>
          {m.plans.fitsNone(name)}
        </p>
      ))}
    </>
  );
}

const ALL = 100;

/** How sure the error rate would be. */
function Known({ preview: { foreseen } }: { preview: Preview }) {
  const { m, f, language } = useSpoken();
  const { rate, checks, reviews, interval } = foreseen;
  const percent = (share: number) => `${f.number(share * ALL, 1)}${language === "zh" ? "%" : " %"}`;
  if (interval === null) return <p className={style.stands}>{m.plans.noChance}</p>;
  return (
    <p>
      {interval.low === interval.high
        ? m.plans.census
        : m.plans.foreseen(
            f.number(reviews, 0),
            percent(rate),
            percent(interval.low),
            percent(interval.high),
          )}{" "}
      <span className={design.fine}>
        {checks > 0 ? m.plans.measured(percent(rate), f.number(checks, 0)) : m.plans.assumed(percent(rate))}
      </span>
    </p>
  );
}

interface Portioned {
  title: string;
  of: readonly Portion[];
  /** What stands for calls that name none. */
  nobody: string;
  /** Whether they are agents, who may have names. */
  agents?: boolean;
}

function Portions({ title, of, nobody, agents = false }: Portioned) {
  const { m, f } = useSpoken();
  const { data } = useQuery({ ...suggestions, enabled: agents });
  const called = new Map(agents ? data?.agents.map(({ id, name }) => [id, name]) : []);
  return (
    <details className={style.more}>
      <summary>{title}</summary>
      <Table
        label={title}
        rows={of}
        id={({ name }) => name}
        columns={[
          {
            name: agents ? m.calls.agent : m.calls.team,
            cell: ({ name }) => (name === "" ? nobody : (called.get(name) ?? name)),
          },
          { name: m.plans.calls, kind: "figure", cell: ({ calls }) => f.number(calls, 0) },
          { name: m.plans.drawn, kind: "figure", cell: ({ drawn }) => f.number(drawn, 0) },
        ]}
      />
    </details>
  );
}
