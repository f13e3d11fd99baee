import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import { type CallIds, called } from "../calls/called";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { listed, weighing } from "../house/amount";
import { Ask } from "../house/ask";
import house from "../house/house.module.css";
import { Facts, Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { Prose, Sayings } from "../i18n/prose";
import { saidOn } from "../i18n/said";
import style from "./compliance.module.css";
import { Whose } from "./purges";
import { type Item, type Purge, purge as purgeOf } from "./queries";

const WAY = ["planned", "approved", "executed"] as const;

/** One purge: what it would erase, recording by recording, who lets it, and what became of it. */
export function PurgeDetails() {
  const { m, f, language } = useSpoken();
  const { id } = useParams({ from: "/inside/compliance/purges/$id" });
  const found = useInfiniteQuery(purgeOf(id));
  const { data: me } = useQuery(session);
  const who = useNames();
  const [open, setOpen] = useState<"approve" | "cancel" | null>(null);
  const first = found.data?.pages[0];
  if (found.isError && first === undefined)
    return <Failed error={found.error} again={() => found.refetch()} />;
  if (first === undefined) return <Loading />;
  const { purge, tally } = first;
  const items = found.data?.pages.flatMap((page) => page.items) ?? [];
  const callIds: CallIds = Object.assign({}, ...(found.data?.pages.map((page) => page.call_ids) ?? []));
  const waits = purge.state === "planned";
  const own = purge.planned_by === me?.id;
  return (
    <Section
      title={m.compliance.purgeTitle(purge.id.slice(0, 12))}
      tools={
        <>
          {waits && me?.may.approve_purge && !own && (
            <button type="button" className={design.primary} onClick={() => setOpen("approve")}>
              {m.compliance.approve}
            </button>
          )}
          {(waits || purge.state === "approved") && me?.may.plan_purge && (
            <button type="button" className={design.button} onClick={() => setOpen("cancel")}>
              {m.compliance.cancel}
            </button>
          )}
        </>
      }
    >
      <p>
        <Link to="/compliance/purges">← {m.compliance.purges}</Link>
      </p>
      <Way purge={purge} />
      <p className={house.lead}>
        {m.compliance.purgeWhy[purge.state]} {waits && own && m.compliance.otherApproves}
      </p>
      <Facts
        facts={[
          [m.compliance.whose, <Whose key="whose" purge={purge} />],
          [m.compliance.lists, `${f.number(purge.recordings)} · ${weighing(purge.size, language)}`],
          [m.compliance.planned, `${who(purge.planned_by)}, ${f.moment(purge.planned_at)}`],
          [
            m.compliance.approved,
            purge.approved_at && `${who(purge.approved_by)}, ${f.moment(purge.approved_at)}`,
          ],
          [m.compliance.ended, purge.ended_at && `${f.moment(purge.ended_at)} ${purge.ended_why}`],
          [
            m.compliance.became,
            listed(
              Object.entries(tally).map(
                ([state, count]) => `${m.compliance.itemState[state as Item["state"]]} ${f.number(count)}`,
              ),
              language,
            ),
          ],
          [
            m.compliance.digest,
            <span key="digest" className={house.code}>
              {purge.digest}
            </span>,
          ],
        ]}
      />
      <h3>{waits ? m.compliance.wouldErase : m.compliance.listed}</h3>
      <Sayings said={saidOn(found.data?.pages)}>
        <Items items={items} callIds={callIds} />
      </Sayings>
      {found.hasNextPage && (
        <p>
          <button
            type="button"
            className={design.button}
            disabled={found.isFetchingNextPage}
            onClick={() => found.fetchNextPage()}
          >
            {m.house.more}
          </button>
        </p>
      )}
      {open === "approve" && <Approve purge={purge} onClose={() => setOpen(null)} />}
      {open === "cancel" && (
        <Ask
          title={m.compliance.cancel}
          why={<p>{m.compliance.cancelWhy}</p>}
          act={m.compliance.cancel}
          reason
          changes={[["purges"], ["purge", purge.id]]}
          run={({ reason }) => change("POST", `/v1/retention/purges/${purge.id}/cancel`, { reason })}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

/** Where it is on its way. */
function Way({ purge }: { purge: Purge }) {
  const { m } = useSpoken();
  const at = (WAY as readonly string[]).indexOf(purge.state);
  return (
    <ol className={style.way}>
      {WAY.map((step, number) => (
        <li key={step} aria-current={number === at ? "step" : undefined}>
          <span aria-hidden="true">{number < at || purge.state === "executed" ? "✓" : number + 1}</span>{" "}
          {m.compliance.purgeState[step]}
        </li>
      ))}
      {purge.state === "cancelled" && (
        <li aria-current="step">
          <span aria-hidden="true">–</span> {m.compliance.purgeState.cancelled}
        </li>
      )}
    </ol>
  );
}

function Items({ items, callIds }: { items: readonly Item[]; callIds: CallIds }) {
  const { m, language } = useSpoken();
  const { data: me } = useQuery(session);
  return (
    <Table
      label={m.compliance.listed}
      rows={items}
      id={(row) => row.place}
      columns={[
        {
          name: m.calls.call,
          cell: (row) =>
            me?.may.read_recording ? (
              <Link to="/calls/$id" params={{ id: row.recording }} search={{}} className={house.code}>
                {called(row.recording, callIds)}
              </Link>
            ) : (
              <span className={house.code}>{called(row.recording, callIds)}</span>
            ),
        },
        {
          name: m.compliance.layers,
          cell: (row) =>
            listed(
              row.layers.map((each) => m.call.layer[each]),
              language,
            ),
        },
        { name: m.compliance.weight, cell: (row) => weighing(row.size, language), kind: "figure" },
        {
          name: m.compliance.why,
          cell: (row) => (
            <span className={design.fine}>
              <Prose text={row.why} />
            </span>
          ),
        },
        {
          name: m.calls.state,
          cell: (row) => (
            <>
              {m.compliance.itemState[row.state]}
              {row.reason !== "" && (
                <span className={design.fine}>
                  {" "}
                  <Prose text={row.reason} />
                </span>
              )}
            </>
          ),
        },
      ]}
    />
  );
}

/** Lets workers erase; whoever approves says that they looked. */
function Approve({ purge, onClose }: { purge: Purge; onClose(): void }) {
  const { m, f } = useSpoken();
  return (
    <Ask
      title={m.compliance.approve}
      why={<p>{m.compliance.approveWhy(f.number(purge.recordings))}</p>}
      act={m.compliance.approve}
      changes={[["purges"], ["purge", purge.id]]}
      run={() => change("POST", `/v1/retention/purges/${purge.id}/approve`, { digest: purge.digest })}
      onClose={onClose}
    >
      <label className={house.check}>
        <input type="checkbox" required /> {m.compliance.looked}
      </label>
    </Ask>
  );
}
