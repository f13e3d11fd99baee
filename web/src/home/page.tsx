import { type UseQueryResult, useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { get } from "../api/client";
import { evaluations as evaluationsOf } from "../api/queries";
import type { Evaluation, Listed } from "../api/types";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import { useWordings } from "../call/scorecard/panel";
import { stands } from "../calls/stands";
import design from "../design/design.module.css";
import { PassSign } from "../design/outcome";
import { Printed } from "../design/printed";
import { Failed, Loading, Note, TooLittle } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Block } from "./block";
import { Coaching } from "./coaching";
import { OwnDisputes } from "./disputes";
import style from "./home.module.css";
import { News } from "./news";
import { type Mean, means, type Standing, standings, strengths } from "./progress";
import { OwnWeek } from "./week";

const CALLS = 20;
/** Fewer scores than these have no mean worth telling. */
const LEAST = 5;
const SHOWN = 4;

const ownCalls = {
  queryKey: ["recordings", "own"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    get("/v1/recordings", { query: { limit: CALLS, state: ["done"] }, signal }),
};

/** An agent's own page: what went well first, what to work on, and what can be done about it. */
export function HomePage() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const calls = useQuery({ ...ownCalls, refetchInterval: 60_000 });
  useEffect(() => {
    document.title = `${m.home.title} · ${m.product}`;
  }, [m]);
  if (calls.isPending || me == null) return <Loading lines={8} />;
  if (calls.isError) return <Failed error={calls.error} again={() => calls.refetch()} />;
  const listed = calls.data.items;
  return (
    <div className={style.page}>
      <h1>
        {m.home.title} <span className={design.fine}>{me.name}</span>
      </h1>
      {me.may.acknowledge !== undefined && <News />}
      {listed.length === 0 ? (
        <Note title={m.home.callsNone}>
          <p>{m.home.callsNoneWhy}</p>
        </Note>
      ) : (
        <Progress listed={listed} />
      )}
      {me.may.acknowledge !== undefined && me.agent_id !== null && (
        <>
          <OwnWeek />
          <Coaching />
        </>
      )}
      <OwnDisputes me={me} />
      <Measured />
    </div>
  );
}

const standing = (all: readonly Evaluation[]) =>
  stands(
    all,
    ({ scorecard }) => scorecard.rubric,
    ({ author }) => author.kind === "person",
  );

/** The scorecards that stand for several calls, as one list once all are there. */
function together(found: readonly UseQueryResult<Evaluation[]>[]) {
  const done = found.every(({ isPending }) => !isPending);
  return { done, all: done ? found.flatMap(({ data }) => standing(data ?? [])) : [] };
}

function Progress({ listed }: { listed: readonly Listed[] }) {
  const { m } = useSpoken();
  const { done, all } = useQueries({
    queries: listed.map(({ recording }) =>
      evaluationsOf(recording.id, `${recording.state} ${recording.attempt}`),
    ),
    combine: together,
  });
  const wordings = useWordings(all);
  const titleOf = ({ digest, criterion }: Standing) =>
    wordings.get(digest)?.criteria.get(criterion)?.title ?? criterion;
  const rubricOf = useRubricNames();
  if (!done) return <Loading lines={6} />;
  const [well, work] = [strengths(all).slice(0, SHOWN), standings(all, "not_met").slice(0, SHOWN)];
  return (
    <>
      <div className={style.pair}>
        <Block title={m.home.well}>
          {well.length === 0 && <p className={design.fine}>{m.home.wellNone}</p>}
          <ul>
            {well.map((each) => (
              <One
                key={`${each.rubric} ${each.criterion}`}
                standing={each}
                sign="✓"
                title={titleOf(each)}
                told={m.home.counted(each.met, each.met + each.missed)}
              />
            ))}
          </ul>
        </Block>
        <Block title={m.home.work}>
          {work.length === 0 && <p className={design.fine}>{m.home.workNone}</p>}
          <ul>
            {work.map((each) => (
              <One
                key={`${each.rubric} ${each.criterion}`}
                standing={each}
                sign="→"
                title={titleOf(each)}
                told={m.home.counted(each.met, each.met + each.missed)}
              />
            ))}
          </ul>
        </Block>
      </div>
      <Block title={m.home.scores}>
        <p className={design.fine}>{m.home.scoresFrom(listed.length)}</p>
        <dl className={style.scores}>
          {means(all).map((each) => (
            <Score key={each.rubric} mean={each} title={rubricOf(each.rubric)} />
          ))}
        </dl>
      </Block>
      <Block title={m.home.calls}>
        <Calls listed={listed} />
      </Block>
    </>
  );
}

interface Told {
  standing: Standing;
  sign: string;
  title: string;
  told: string;
}

function One({ standing, sign, title, told }: Told) {
  const { m, f } = useSpoken();
  const { evidence, recording, rubric } = standing;
  return (
    <li className={style.one}>
      <span className={sign === "✓" ? style.well : style.work} aria-hidden="true">
        {sign}
      </span>
      <div>
        <p>
          {title} <span className={`${design.fine} ${style.told}`}>{told}</span>
        </p>
        <Link
          to="/calls/$id"
          params={{ id: recording }}
          search={{
            rubric,
            ...(evidence === null ? {} : { t: Math.max(0, Math.floor(evidence.start) - 1) }),
          }}
          className={style.clip}
        >
          {evidence === null ? (
            m.home.look
          ) : (
            <>
              ▶ {f.clock(evidence.start)} {evidence.quote !== "" && <q>{evidence.quote}</q>}
            </>
          )}
        </Link>
      </div>
    </li>
  );
}

function Score({ mean, title }: { mean: Mean; title: string }) {
  const { m, f } = useSpoken();
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {mean.n >= LEAST ? m.home.mean(f.score(mean.mean), mean.n) : <TooLittle n={mean.n} least={LEAST} />}
        <span className={design.fine}>{m.home.latest(f.score(mean.latest))}</span>
      </dd>
    </div>
  );
}

function Calls({ listed }: { listed: readonly Listed[] }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  return (
    <>
      <ul>
        {listed.slice(0, 8).map(({ recording, standings: stand }) => (
          <li key={recording.id} className={style.call}>
            <Link to="/calls/$id" params={{ id: recording.id }} search={{}}>
              {recording.metadata.source_call_id ?? recording.id.slice(0, 12)}
            </Link>
            <span className={design.fine}>
              {f.moment(recording.metadata.started_at ?? recording.received_at)}
            </span>
            {stands(
              stand,
              (each) => each.rubric,
              (each) => each.author === "person",
            ).map((each) => (
              <span key={each.rubric} className={style.stand}>
                {rubricOf(each.rubric)} <strong>{each.score === null ? "–" : f.score(each.score)}</strong>
                <PassSign passed={each.passed} />
                <Printed evaluation={each.evaluation} />
              </span>
            ))}
          </li>
        ))}
      </ul>
      <Link to="/calls">{m.home.allCalls}</Link>
    </>
  );
}

function Measured() {
  const { m } = useSpoken();
  return (
    <details className={style.measured}>
      <summary>{m.home.measured}</summary>
      <p>{m.home.measuredWhat}</p>
      <p>{m.home.emotion}</p>
      <p>{m.home.purpose}</p>
    </details>
  );
}
