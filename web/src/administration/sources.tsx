import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import { sources } from "../coverage/queries";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { lasting, listed } from "../house/amount";
import { Ask } from "../house/ask";
import { Empty, Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { Refusals } from "./refusals";
import { TryOut } from "./try-out";

/** The recording systems: how they stand, what they said wrong, and what a file of theirs would become. */
export function Sources() {
  const { m, f, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(sources);
  const [open, setOpen] = useState<{ name: string; paused: boolean } | null>(null);
  const who = useNames();
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <Section title={m.administration.sources} why={m.administration.sourcesWhy}>
        {data.items.length === 0 ? (
          <Empty>{m.administration.noSources}</Empty>
        ) : (
          <Table
            label={m.administration.sources}
            rows={data.items}
            id={(row) => row.name}
            columns={[
              { name: m.upload.source, cell: (row) => row.name },
              {
                name: m.administration.priority,
                cell: (row) => (
                  <>
                    {row.priority ?? "–"}
                    {row.first.length > 0 && (
                      <span className={design.fine}>
                        {" "}
                        {m.administration.first(listed(row.first, language))}
                      </span>
                    )}
                  </>
                ),
              },
              {
                name: m.administration.quota,
                cell: (row) =>
                  listed(
                    [
                      ...(row.at_once === null ? [] : [m.administration.atOnce(row.at_once)]),
                      ...(row.hours_a_day === null ? [] : [m.administration.hours(row.hours_a_day)]),
                    ],
                    language,
                  ) || m.house.none,
              },
              {
                name: m.coverage.waiting,
                cell: (row) => (
                  <>
                    {f.number(row.waiting)}{" "}
                    <span className={design.fine}>
                      {m.coverage.ofAudio(lasting(row.waiting_seconds, language))}
                    </span>
                  </>
                ),
                kind: "figure",
              },
              { name: m.coverage.working, cell: (row) => f.number(row.working), kind: "figure" },
              {
                name: m.coverage.standing,
                cell: (row) =>
                  row.pause ? (
                    <>
                      {m.coverage.paused} · {row.pause.reason}{" "}
                      <span className={design.fine}>
                        {who(row.pause.actor)} · {f.moment(row.pause.at)}
                      </span>
                    </>
                  ) : row.held.length > 0 ? (
                    m.coverage.held
                  ) : (
                    m.coverage.goesOn
                  ),
              },
              {
                name: "",
                cell: (row) =>
                  me?.may.pause_source && (
                    <button
                      type="button"
                      className={design.button}
                      onClick={() => setOpen({ name: row.name, paused: row.pause !== null })}
                    >
                      {row.pause ? m.administration.resume : m.administration.pause}
                    </button>
                  ),
              },
            ]}
          />
        )}
      </Section>
      <TryOut names={data.items.map((each) => each.name)} />
      {me?.may.read_refused && <Refusals />}
      {open && (
        <Ask
          title={`${open.paused ? m.administration.resume : m.administration.pause}: ${open.name}`}
          why={<p>{open.paused ? m.administration.resumeWhy : m.administration.pauseWhy}</p>}
          act={open.paused ? m.administration.resume : m.administration.pause}
          reason
          changes={[["sources"], ["work"]]}
          run={({ reason }) =>
            change(
              "POST",
              `/v1/sources/${encodeURIComponent(open.name)}/${open.paused ? "resume" : "pause"}`,
              { reason },
            )
          }
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
