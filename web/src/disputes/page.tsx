import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import { disputes, proposals } from "../api/programme";
import type { DisputeState } from "../api/types";
import { useNames } from "../app/names";
import { session } from "../app/session";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import inbox from "../inbox/inbox.module.css";
import { OneDispute } from "./dispute";
import style from "./disputes.module.css";
import { OneProposal } from "./proposal";

export const VIEWS = ["pending", "decided", "proposals"] as const;
export type View = (typeof VIEWS)[number];

const STATES: Record<Exclude<View, "proposals">, readonly DisputeState[]> = {
  pending: ["open", "appealed"],
  decided: ["upheld", "overturned", "final"],
};

/** What agents contest, for those who decide; and what is proposed where a finding fell. */
export function DisputesPage() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { view = "pending" } = useSearch({ from: "/inside/disputes" });
  const navigate = useNavigate({ from: "/disputes" });
  const leads = me?.may.decide_appeal !== undefined;
  useEffect(() => {
    document.title = `${m.disputes.title} · ${m.product}`;
  }, [m]);
  return (
    <div className={style.page}>
      <header className={inbox.head}>
        <h1>{m.disputes.title}</h1>
        <nav aria-label={m.disputes.view.label} className={inbox.views}>
          {VIEWS.filter((each) => leads || each !== "proposals").map((each) => (
            <button
              key={each}
              type="button"
              className={inbox.view}
              {...(each === view ? { "aria-current": "page" as const } : {})}
              onClick={() => navigate({ search: each === "pending" ? {} : { view: each }, replace: true })}
            >
              {m.disputes.view[each]}
            </button>
          ))}
        </nav>
      </header>
      <div className={style.list}>{view === "proposals" ? <Proposals /> : <Listed view={view} />}</div>
    </div>
  );
}

function Listed({ view }: { view: Exclude<View, "proposals"> }) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(disputes(STATES[view]));
  const nameOf = useNames(
    (data?.items ?? []).flatMap((each) => [each.by, ...each.rulings.map((ruling) => ruling.by)]),
  );
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined || me == null) return <Loading lines={6} />;
  if (data.items.length === 0)
    return (
      <Note title={view === "pending" ? m.disputes.none : m.disputes.noneDecided}>
        <p>{view === "pending" ? m.disputes.noneWhy : m.disputes.noneDecidedWhy}</p>
      </Note>
    );
  const items = view === "pending" ? data.items : data.items.toReversed();
  return (
    <ul>
      {items.map((each, at) => (
        <OneDispute
          key={each.id}
          dispute={each}
          me={me}
          nameOf={nameOf}
          opened={at === 0 && view === "pending"}
        />
      ))}
    </ul>
  );
}

function Proposals() {
  const { m } = useSpoken();
  const { data, error, refetch } = useQuery(proposals);
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading lines={6} />;
  if (data.items.length === 0)
    return (
      <Note title={m.disputes.noProposals}>
        <p>{m.disputes.noProposalsWhy}</p>
      </Note>
    );
  return (
    <ul>
      {data.items.map((each) => (
        <OneProposal key={each.id} proposal={each} callIds={data.call_ids} />
      ))}
    </ul>
  );
}
