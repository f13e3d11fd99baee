import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { weighing } from "../house/amount";
import { Ask, Field } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { type Purge, purges } from "./queries";

/** What was and will be erased: planned by one, approved by another, executed by workers. */
export function Purges() {
  const { m, f, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(purges);
  const [planning, setPlanning] = useState(false);
  const [nothing, setNothing] = useState(false);
  const who = useNames();
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <Section
      title={m.compliance.purges}
      why={m.compliance.purgesWhy}
      tools={
        me?.may.plan_purge && (
          <button type="button" className={design.button} onClick={() => setPlanning(true)}>
            {m.compliance.plan}
          </button>
        )
      }
    >
      <p role="status">{nothing && m.compliance.nothingDue}</p>
      {data.items.length === 0 ? (
        <Empty>{m.compliance.noPurges}</Empty>
      ) : (
        <Table
          label={m.compliance.purges}
          rows={data.items}
          id={(row) => row.id}
          columns={[
            {
              name: m.compliance.purge,
              cell: (row) => (
                <Link to="/compliance/purges/$id" params={{ id: row.id }} className={house.code}>
                  {row.id.slice(0, 12)}
                </Link>
              ),
            },
            { name: m.calls.state, cell: (row) => m.compliance.purgeState[row.state] },
            { name: m.compliance.whose, cell: (row) => <Whose purge={row} /> },
            {
              name: m.compliance.lists,
              cell: (row) => (
                <>
                  {m.compliance.recordings(f.number(row.recordings))}{" "}
                  <span className={design.fine}>· {weighing(row.size, language)}</span>
                </>
              ),
              kind: "figure",
            },
            {
              name: m.compliance.planned,
              cell: (row) => (
                <>
                  {who(row.planned_by)} <span className={design.fine}>{f.moment(row.planned_at)}</span>
                </>
              ),
            },
            {
              name: m.compliance.approved,
              cell: (row) =>
                row.approved_at === null ? (
                  "–"
                ) : (
                  <>
                    {who(row.approved_by)} <span className={design.fine}>{f.moment(row.approved_at)}</span>
                  </>
                ),
            },
          ]}
        />
      )}
      {planning && <Plan onNothing={() => setNothing(true)} onClose={() => setPlanning(false)} />}
    </Section>
  );
}

/** Whose data a purge is of. */
export function Whose({ purge }: { purge: Purge }) {
  const { m } = useSpoken();
  if (purge.demand === null) return m.compliance.due;
  return (
    <>
      {m.compliance.oneCustomer} <span className={house.code}>{purge.demand.value || "…"}</span>
      <br />
      <span className={design.fine}>{purge.demand.reason}</span>
    </>
  );
}

/** Plans what is due, or what one customer's data is; nothing is erased by it. */
function Plan({ onNothing, onClose }: { onNothing(): void; onClose(): void }) {
  const { m } = useSpoken();
  const navigate = useNavigate();
  const [whose, setWhose] = useState("due");
  return (
    <Ask
      title={m.compliance.plan}
      why={<p>{m.compliance.planWhy}</p>}
      act={m.compliance.plan}
      changes={[["purges"]]}
      run={({ value, reason }) =>
        change<Purge | null>("POST", "/v1/retention/purges", whose === "due" ? {} : { value, reason })
      }
      onDone={(made) => {
        if (made === null) onNothing();
        else void navigate({ to: "/compliance/purges/$id", params: { id: made.id } });
      }}
      onClose={onClose}
    >
      <Field name={m.compliance.whose}>
        {(id) => (
          <select
            id={id}
            className={design.field}
            value={whose}
            onChange={(event) => setWhose(event.target.value)}
          >
            <option value="due">{m.compliance.due}</option>
            <option value="customer">{m.compliance.oneCustomer}</option>
          </select>
        )}
      </Field>
      {whose === "customer" && (
        <>
          <Field name={m.call.customer} hint={m.compliance.customerWhy}>
            {(id) => <input id={id} name="value" className={design.field} required maxLength={2000} />}
          </Field>
          <Field name={m.house.reason} hint={m.compliance.demandWhy}>
            {(id) => <textarea id={id} name="reason" className={design.field} required maxLength={2000} />}
          </Field>
        </>
      )}
    </Ask>
  );
}
