import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { get } from "../api/client";
import type { components } from "../api/schema";
import { notify } from "../app/notice";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Act, Ask, Dialog, Secret } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { inWords } from "../i18n/said";
import { Deliveries } from "./deliveries";
import { onTheWall } from "./fields";
import type { Subscription } from "./queries";
import { SubscriptionFields, subscriptionOf } from "./subscription-fields";

type Made = components["schemas"]["MadeSubscription"];
type Open =
  | { what: "add" }
  | { what: "secret"; secret: string }
  | { what: "change" | "remove" | "rotate" | "replay"; of: Subscription };

const subscriptions = {
  queryKey: ["subscriptions"],
  queryFn: ({ signal }: { signal: AbortSignal }) => get("/v1/subscriptions", { signal }),
};

/** Who is told what outside of the house: programs by webhooks, people by mail and chat. */
export function Notices() {
  const { m, f, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(subscriptions);
  const [open, setOpen] = useState<Open | null>(null);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const may = me?.may.manage_webhooks !== undefined;
  const told = (made: Made) => setOpen(made.secret === null ? null : { what: "secret", secret: made.secret });
  const stay = () => setOpen((now) => (now?.what === "secret" ? now : null));
  const at = (of: Subscription) => `/v1/subscriptions/${encodeURIComponent(of.id)}`;
  return (
    <>
      <Section
        title={m.notices.title}
        why={m.notices.why}
        tools={
          may && (
            <button type="button" className={design.primary} onClick={() => setOpen({ what: "add" })}>
              {m.notices.add}
            </button>
          )
        }
      >
        {data.items.length === 0 ? (
          <Empty>{m.notices.none}</Empty>
        ) : (
          <Table
            label={m.notices.title}
            rows={data.items}
            id={(row) => row.id}
            columns={[
              {
                name: m.notices.receiver,
                cell: (row) => (
                  <>
                    {row.description || m.notices.channel[row.channel]}
                    <br />
                    <span className={`${house.code} ${design.fine}`}>{row.address}</span>
                  </>
                ),
              },
              {
                name: m.notices.how,
                cell: (row) => (
                  <>
                    {m.notices.channel[row.channel]}
                    {row.quiet !== null && (
                      <p className={design.fine}>
                        {m.notices.quietAt(
                          onTheWall(row.quiet.start),
                          onTheWall(row.quiet.end),
                          row.quiet.zone,
                        )}
                      </p>
                    )}
                  </>
                ),
              },
              { name: m.notices.events, cell: (row) => <Events names={row.events} /> },
              {
                name: m.coverage.standing,
                cell: (row) => (
                  <>
                    {row.active ? m.administration.on : m.administration.off}
                    {row.failing_since !== null && (
                      <p className={house.refused}>{m.notices.failing(f.moment(row.failing_since))}</p>
                    )}
                    {row.disabled_why !== "" && (
                      <p className={design.fine}>
                        {inWords(row.disabled_why, data.said, language) ?? row.disabled_why}
                      </p>
                    )}
                  </>
                ),
              },
              {
                name: "",
                cell: (row) =>
                  may && (
                    <span className={house.acts}>
                      <Act
                        name={m.notices.ping}
                        title={m.notices.pingWhy}
                        run={async () => {
                          await change("POST", `${at(row)}/ping`);
                          notify(m.notices.pinged);
                        }}
                        changes={[["deliveries"]]}
                      />
                      {(["change", "rotate", "replay", "remove"] as const)
                        .filter((what) => what !== "rotate" || row.channel === "webhook")
                        .map((what) => (
                          <button
                            key={what}
                            type="button"
                            className={design.button}
                            onClick={() => setOpen({ what, of: row })}
                          >
                            {m.notices.act[what]}
                          </button>
                        ))}
                    </span>
                  ),
              },
            ]}
          />
        )}
      </Section>
      <Deliveries subscriptions={data.items} />
      {open?.what === "add" && (
        <Ask
          title={m.notices.add}
          why={<p>{m.notices.addWhy}</p>}
          act={m.notices.add}
          changes={[subscriptions.queryKey]}
          run={(given, form) => change<Made>("POST", "/v1/subscriptions", subscriptionOf(given, form))}
          onDone={told}
          onClose={stay}
        >
          <SubscriptionFields />
        </Ask>
      )}
      {open?.what === "change" && (
        <Ask
          title={m.notices.act.change}
          act={m.notices.act.change}
          changes={[subscriptions.queryKey]}
          run={(given, form) => change("PUT", at(open.of), subscriptionOf(given, form, open.of))}
          onClose={stay}
        >
          <SubscriptionFields former={open.of} />
        </Ask>
      )}
      {open?.what === "remove" && (
        <Ask
          title={m.notices.act.remove}
          why={<p>{m.notices.removeWhy}</p>}
          act={m.notices.act.remove}
          changes={[subscriptions.queryKey, ["deliveries"]]}
          run={() => change("DELETE", at(open.of))}
          onClose={stay}
        />
      )}
      {open?.what === "rotate" && (
        <Ask
          title={m.notices.act.rotate}
          why={<p>{m.notices.rotateWhy}</p>}
          act={m.notices.act.rotate}
          changes={[subscriptions.queryKey]}
          run={() => change<Made>("POST", `${at(open.of)}/secret`, {})}
          onDone={told}
          onClose={stay}
        />
      )}
      {open?.what === "replay" && (
        <Ask
          title={m.notices.act.replay}
          why={<p>{m.notices.replayWhy}</p>}
          act={m.notices.act.replay}
          changes={[["deliveries"]]}
          run={() => change("POST", `${at(open.of)}/replay`, {})}
          onClose={stay}
        />
      )}
      {open?.what === "secret" && (
        <Dialog title={m.notices.secret} onClose={() => setOpen(null)}>
          {(heading) => (
            <div className={house.body}>
              {heading}
              <p>{m.notices.secretWhy}</p>
              <Secret text={open.secret} />
              <div className={house.acts}>
                <button type="button" className={design.primary} onClick={() => setOpen(null)}>
                  {m.house.close}
                </button>
              </div>
            </div>
          )}
        </Dialog>
      )}
    </>
  );
}

const SHOWN = 3;

function Events({ names }: { names: readonly string[] }) {
  const { m } = useSpoken();
  const words = names.map((name) => m.compliance.event[name] ?? name);
  return (
    <span title={words.join(" · ")}>
      {words.slice(0, SHOWN).join(" · ")}
      {words.length > SHOWN && ` · ${m.notices.more(words.length - SHOWN)}`}
    </span>
  );
}
