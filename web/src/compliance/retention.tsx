import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { named } from "../house/amount";
import { Ask, Field } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { applies, period } from "./keeping";
import { holds, type LegalHold, retention } from "./queries";

/** How long what is kept, and what may not be erased meanwhile. */
export function Retention() {
  const { m, language } = useSpoken();
  const { data, error, refetch } = useQuery(retention);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <Section title={m.compliance.classes} why={m.compliance.classesWhy}>
        {data.classes.length === 0 ? (
          <Empty>{m.compliance.noClasses}</Empty>
        ) : (
          <Table
            label={m.compliance.classes}
            rows={data.classes}
            id={(row) => row.name}
            columns={[
              { name: m.compliance.class, cell: (row) => row.name },
              {
                name: m.compliance.applies,
                cell: (row) => applies(row.applies_to) || m.compliance.everyCall,
              },
              {
                name: m.compliance.countsFrom,
                cell: (row) => m.kept.day[row.counts_from] ?? row.counts_from,
              },
              { name: m.call.layer.audio, cell: (row) => period(row.keep.audio, language) },
              { name: m.call.layer.transcript, cell: (row) => period(row.keep.transcript, language) },
              { name: m.call.layer.scores, cell: (row) => period(row.keep.scores, language) },
            ]}
          />
        )}
      </Section>
      <Holds />
    </>
  );
}

function Holds() {
  const { m, f, language } = useSpoken();
  const { data: me } = useQuery(session);
  const [all, setAll] = useState(false);
  const [open, setOpen] = useState<"put" | LegalHold | null>(null);
  const { data, error, refetch } = useQuery(holds(all));
  const who = useNames();
  const may = me?.may.hold !== undefined;
  const days = (hold: LegalHold) =>
    hold.since === null && hold.until === null
      ? m.compliance.always
      : `${hold.since === null ? "…" : named(hold.since, language)} – ${hold.until === null ? "…" : named(hold.until, language)}`;
  return (
    <Section
      title={m.compliance.holds}
      why={m.compliance.holdsWhy}
      tools={
        <>
          <label className={house.check}>
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
            {m.compliance.releasedToo}
          </label>
          {may && (
            <button type="button" className={design.button} onClick={() => setOpen("put")}>
              {m.compliance.putHold}
            </button>
          )}
        </>
      }
    >
      {error && <Failed error={error} again={() => refetch()} />}
      {data?.items.length === 0 && <Empty>{m.compliance.noHolds}</Empty>}
      {data && data.items.length > 0 && (
        <Table
          label={m.compliance.holds}
          rows={data.items}
          id={(row) => row.id}
          columns={[
            {
              name: m.compliance.subject,
              cell: (row) => (
                <>
                  {m.compliance.subjects[row.subject]} <span className={house.code}>{row.ref}</span>
                </>
              ),
            },
            { name: m.compliance.callsOf, cell: days },
            { name: m.house.reason, cell: (row) => row.reason },
            {
              name: m.compliance.putBy,
              cell: (row) => (
                <>
                  {who(row.actor)} <span className={design.fine}>{f.moment(row.put_at)}</span>
                </>
              ),
            },
            {
              name: "",
              cell: (row) =>
                row.released_at !== null ? (
                  <span className={design.fine}>
                    {m.compliance.released(who(row.released_by), f.moment(row.released_at), row.released_why)}
                  </span>
                ) : (
                  may && (
                    <button type="button" className={design.button} onClick={() => setOpen(row)}>
                      {m.compliance.release}
                    </button>
                  )
                ),
            },
          ]}
        />
      )}
      {open === "put" && <PutHold onClose={() => setOpen(null)} />}
      {open !== null && open !== "put" && (
        <Ask
          title={m.compliance.release}
          why={<p>{m.compliance.releaseWhy(open.ref)}</p>}
          act={m.compliance.release}
          reason
          changes={[["holds"]]}
          run={({ reason }) =>
            change("POST", `/v1/legal-holds/${encodeURIComponent(open.id)}/release`, { reason })
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

const SUBJECTS = ["customer", "call", "recording", "agent"] as const;

function PutHold({ onClose }: { onClose(): void }) {
  const { m } = useSpoken();
  return (
    <Ask
      title={m.compliance.putHold}
      why={<p>{m.compliance.putHoldWhy}</p>}
      act={m.compliance.putHold}
      reason
      changes={[["holds"]]}
      run={({ subject, ref, since, until, reason }) =>
        change("POST", "/v1/legal-holds", {
          subject,
          ref,
          reason,
          ...(since ? { since } : {}),
          ...(until ? { until } : {}),
        })
      }
      onClose={onClose}
    >
      <Field name={m.compliance.subject}>
        {(id) => (
          <select id={id} name="subject" className={design.field} defaultValue="customer">
            {SUBJECTS.map((each) => (
              <option key={each} value={each}>
                {m.compliance.subjects[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field name={m.compliance.ref} hint={m.compliance.refWhy}>
        {(id) => <input id={id} name="ref" className={design.field} required maxLength={200} />}
      </Field>
      <Field name={m.compliance.since} hint={m.house.optional}>
        {(id) => <input id={id} name="since" type="date" className={design.field} />}
      </Field>
      <Field name={m.compliance.until} hint={m.house.optional}>
        {(id) => <input id={id} name="until" type="date" className={design.field} />}
      </Field>
    </Ask>
  );
}
