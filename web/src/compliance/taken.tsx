import { useQuery } from "@tanstack/react-query";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Empty, Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { type TakenOut, taken } from "./queries";

/** What was taken out, and whether it arrived whole; one's own, or everybody's for who may read the trail. */
export function Taken() {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(taken);
  const who = useNames();
  const all = me?.may.read_audit !== undefined;
  return (
    <Section title={m.compliance.taken} why={all ? m.compliance.takenByAll : m.compliance.takenByMe}>
      {error && <Failed error={error} again={() => refetch()} />}
      {data === undefined && !error && <Loading lines={2} />}
      {data?.items.length === 0 && <Empty>{m.compliance.noTaken}</Empty>}
      {data !== undefined && data.items.length > 0 && (
        <Table
          label={m.compliance.taken}
          rows={data.items}
          id={(row) => row.id}
          columns={[
            { name: m.compliance.when, cell: (row) => f.moment(row.began_at), kind: "tight" },
            ...(all ? [{ name: m.compliance.who, cell: (row: TakenOut) => who(row.actor) }] : []),
            {
              name: m.compliance.sheet,
              cell: (row) => `${m.compliance.sheets[row.sheet]}, ${m.compliance.forms[row.form]}`,
            },
            { name: m.house.reason, cell: (row) => row.reason },
            {
              name: m.calls.state,
              cell: (row) => (
                <>
                  {m.compliance.takenState[row.state]}
                  {row.rows !== null && (
                    <span className={design.fine}> {m.compliance.rows(f.number(row.rows))}</span>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
