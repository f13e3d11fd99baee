import { useQuery } from "@tanstack/react-query";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { weighing } from "../house/amount";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { OwnWords } from "../i18n/own-words";
import { models } from "./queries";

/** What weights make the results, to the byte. */
export function Models() {
  const { m, f, language } = useSpoken();
  const { data, error, refetch } = useQuery(models);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  return (
    <>
      <Section title={m.administration.ran} why={m.administration.ranWhy(data.looked_at)}>
        {data.ran.length === 0 ? (
          <Empty>{m.administration.noRan}</Empty>
        ) : (
          <Table
            label={m.administration.ran}
            rows={data.ran}
            id={(row) => `${row.name} ${row.version} ${row.model} ${row.digest}`}
            columns={[
              { name: m.administration.model, cell: (row) => row.model },
              { name: m.administration.engine, cell: (row) => `${row.name} ${row.version}` },
              { name: m.administration.digest, cell: (row) => <Digest text={row.digest} /> },
              { name: m.administration.attempts, cell: (row) => f.number(row.attempts), kind: "figure" },
              { name: m.administration.last, cell: (row) => f.moment(row.last), kind: "tight" },
            ]}
          />
        )}
      </Section>
      <Section title={m.administration.pinned} why={m.administration.pinnedWhy}>
        <Table
          label={m.administration.pinned}
          rows={data.pinned}
          id={(row) => row.name}
          columns={[
            {
              name: m.administration.model,
              cell: (row) => (
                <>
                  {row.name} {row.chosen && <span className={design.tag}>{m.administration.chosen}</span>}
                  <br />
                  <span className={design.fine}>
                    <OwnWords text={row.origin} by={m.administration.originSays} />
                  </span>
                </>
              ),
            },
            {
              name: m.administration.purpose,
              cell: (row) => m.administration.purposes[row.purpose] ?? row.purpose,
            },
            { name: m.administration.licence, cell: (row) => row.licence },
            { name: m.compliance.weight, cell: (row) => weighing(row.size, language), kind: "figure" },
            {
              name: m.administration.here,
              cell: (row) => m.administration.places[row.here] ?? (row.here || m.administration.nowhere),
            },
            { name: m.administration.digest, cell: (row) => <Digest text={row.digest} /> },
          ]}
        />
      </Section>
    </>
  );
}

function Digest({ text }: { text: string }) {
  return (
    <span className={house.code} title={text}>
      {text === "" ? "–" : text.slice(0, 16)}
    </span>
  );
}
