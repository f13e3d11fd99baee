import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import { useTitles } from "../calibration/titles";
import { readExport } from "../compliance/taking";
import design from "../design/design.module.css";
import { PassSign } from "../design/outcome";
import { Printed } from "../design/printed";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { PutBeside } from "./coaching/put-beside";
import { useDay } from "./day";
import { callsBehind } from "./queries";
import style from "./team.module.css";

/** Exactly the calls behind a number. */
export function CallsBehindPage() {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const day = useDay();
  const behind = useSearch({ from: "/inside/team/calls" });
  const router = useRouter();
  const { data: me } = useQuery(session);
  const found = useInfiniteQuery(callsBehind(behind));
  const title = useTitles({ rubric: behind.rubric ?? "" });
  useEffect(() => {
    document.title = `${m.team.behind} · ${m.product}`;
  }, [m]);
  const calls = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const told = [
    behind.rubric && rubricOf(behind.rubric),
    behind.criterion && title(behind.criterion),
    behind.criterion && m.outcome[behind.outcome === "undecided" ? "undecided" : "not_met"],
    behind.agent,
    behind.team,
    behind.queue,
    behind.version && m.score.version(behind.version),
    behind.day_from && behind.day_before && m.team.days(day(behind.day_from), day(behind.day_before)),
  ];
  return (
    <div className={style.page}>
      <header className={style.head}>
        <button
          type="button"
          className={design.plain}
          aria-label={m.team.back}
          onClick={() => router.history.back()}
        >
          ←
        </button>
        <h1>{m.team.behind}</h1>
        <p className={design.fine}>{told.filter(Boolean).join(" · ")}</p>
        {me?.may.export_results && (
          <Link to="/compliance/exports" search={readExport(behind)} className={style.act}>
            {m.compliance.export}
          </Link>
        )}
      </header>
      {behind.plan !== undefined && (
        <p className={`${style.inset} ${design.fine}`}>
          {m.team.besidePlan}{" "}
          <Link to="/team/coaching/$id" params={{ id: behind.plan }}>
            {m.team.view.coaching}
          </Link>
        </p>
      )}
      {found.isPending && <Loading lines={8} />}
      {found.isError && <Failed error={found.error} again={() => found.refetch()} />}
      {found.isSuccess && calls.length === 0 && (
        <Note title={m.team.noCalls}>
          <p>{m.team.noCallsWhy}</p>
        </Note>
      )}
      <ul className={style.inset}>
        {calls.map(({ recording: { id, metadata, received_at, duration }, standings }) => {
          const standing = standings.find(({ rubric }) => rubric === behind.rubric);
          return (
            <li key={id} className={style.call}>
              <Link
                to="/calls/$id"
                params={{ id }}
                search={behind.rubric === undefined ? {} : { rubric: behind.rubric }}
                className={style.grow}
              >
                {metadata.source_call_id ?? id.slice(0, 12)}
              </Link>
              <span>{metadata.agent_name ?? metadata.agent_id ?? "–"}</span>
              <span className={`${design.fine} ${style.began}`}>
                {f.moment(metadata.started_at ?? received_at)}
              </span>
              <span className={`${design.fine} ${style.lasted}`}>
                {duration === null ? "" : f.clock(duration)}
              </span>
              {standing && (
                <>
                  <span className={style.score}>
                    {standing.score === null ? "–" : f.score(standing.score)}{" "}
                    <PassSign passed={standing.passed} />
                  </span>
                  <Printed evaluation={standing.evaluation} />
                  {behind.plan !== undefined && behind.criterion !== undefined && (
                    <PutBeside
                      plan={behind.plan}
                      recording={id}
                      evaluation={standing.evaluation}
                      criterion={behind.criterion}
                      title={title(behind.criterion)}
                    />
                  )}
                </>
              )}
            </li>
          );
        })}
      </ul>
      {found.hasNextPage && (
        <p className={style.inset}>
          <button
            type="button"
            className={design.button}
            disabled={found.isFetching}
            onClick={() => found.fetchNextPage()}
          >
            {m.team.more}
          </button>
        </p>
      )}
    </div>
  );
}
