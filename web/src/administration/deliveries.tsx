import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { get } from "../api/client";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed } from "../design/states";
import { Act, Dialog } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { OwnWords } from "../i18n/own-words";
import type { Subscription } from "./queries";

const WATCHING_MS = 5000;
const STATES = ["waiting", "sending", "delivered", "dead"] as const;
type State = (typeof STATES)[number];

/** What was sent to whom, and how each attempt went. */
export function Deliveries({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  const [open, setOpen] = useState<string | null>(null);
  const [whom, setWhom] = useState("");
  const [standing, setStanding] = useState<State | "">("");
  const chosen = {
    ...(whom === "" ? {} : { subscription: whom }),
    ...(standing === "" ? {} : { state: standing }),
  };
  const found = useInfiniteQuery({
    queryKey: ["deliveries", chosen],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/deliveries", {
        query: { ...chosen, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    refetchInterval: WATCHING_MS,
  });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const names = new Map(subscriptions.map((each) => [each.id, each.description || each.address]));
  return (
    <Section
      title={m.notices.log}
      why={m.notices.logWhy}
      tools={
        <>
          <select
            className={design.field}
            aria-label={m.notices.receiver}
            value={whom}
            onChange={({ target }) => setWhom(target.value)}
          >
            <option value="">{m.notices.everyReceiver}</option>
            {[...names].map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <select
            className={design.field}
            aria-label={m.calls.state}
            value={standing}
            onChange={({ target }) => setStanding(STATES.find((each) => each === target.value) ?? "")}
          >
            <option value="">{m.notices.everyState}</option>
            {STATES.map((each) => (
              <option key={each} value={each}>
                {m.notices.state[each]}
              </option>
            ))}
          </select>
        </>
      }
    >
      {found.isError && found.data === undefined && (
        <Failed error={found.error} again={() => found.refetch()} />
      )}
      {found.data && rows.length === 0 && <Empty>{m.notices.noLog}</Empty>}
      {rows.length > 0 && (
        <Table
          label={m.notices.log}
          rows={rows}
          id={(row) => row.id}
          columns={[
            { name: m.compliance.when, cell: (row) => f.moment(row.at), kind: "tight" },
            { name: m.compliance.what, cell: (row) => m.compliance.event[row.event] ?? row.event },
            { name: m.notices.receiver, cell: (row) => names.get(row.subscription) ?? "–" },
            { name: m.calls.state, cell: (row) => m.notices.state[row.state] },
            { name: m.notices.tries, cell: (row) => f.number(row.attempt), kind: "figure" },
            {
              name: "",
              cell: (row) => (
                <span className={house.acts}>
                  <button type="button" className={design.button} onClick={() => setOpen(row.id)}>
                    {m.notices.attempts}
                  </button>
                  {me?.may.manage_webhooks && (row.state === "dead" || row.state === "delivered") && (
                    <Act
                      name={m.notices.again}
                      run={() => change("POST", `/v1/deliveries/${encodeURIComponent(row.id)}/replay`)}
                      changes={[["deliveries"]]}
                    />
                  )}
                </span>
              ),
            },
          ]}
        />
      )}
      {found.hasNextPage && (
        <p>
          <button type="button" className={design.button} onClick={() => found.fetchNextPage()}>
            {m.house.more}
          </button>
        </p>
      )}
      {open !== null && <Attempts id={open} onClose={() => setOpen(null)} />}
    </Section>
  );
}

function Attempts({ id, onClose }: { id: string; onClose(): void }) {
  const { m, f } = useSpoken();
  const { data, error } = useQuery({
    queryKey: ["deliveries", id],
    queryFn: ({ signal }) => get("/v1/deliveries/{delivery_id}", { path: { delivery_id: id }, signal }),
  });
  return (
    <Dialog title={m.notices.attempts} onClose={onClose}>
      {(heading) => (
        <div className={house.body}>
          {heading}
          {error && <Failed error={error} />}
          {data?.attempts.length === 0 && <Empty>{m.notices.noAttempts}</Empty>}
          <ol className={house.fields}>
            {data?.attempts.map((each) => (
              <li key={each.number}>
                <p>
                  {each.arrived ? "✓" : "✗"} {f.moment(each.at)} · {f.seconds(each.seconds)}
                  {each.status !== null && ` · HTTP ${each.status}`}
                </p>
                {each.problem !== "" && (
                  <p className={design.fine}>
                    <OwnWords text={each.problem} by={m.notices.theirWords} />
                  </p>
                )}
                {each.response !== "" && <p className={house.code}>{each.response}</p>}
              </li>
            ))}
          </ol>
          <div className={house.acts}>
            <button type="button" className={design.button} onClick={onClose}>
              {m.house.close}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
