import { useQuery } from "@tanstack/react-query";
import design from "../design/design.module.css";
import { Failed } from "../design/states";
import { lasting } from "../house/amount";
import { Empty, Section } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import style from "./coverage.module.css";
import { sources, work } from "./queries";

/** What waits, who works, and what was done in the last hour. */
export function Work() {
  const { m, f, language } = useSpoken();
  const { data, error, refetch } = useQuery(work);
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return null;
  const owners = new Set(data.in_hand.map((each) => each.owner));
  return (
    <>
      <Section title={m.coverage.work} why={m.coverage.workWhy}>
        <Table
          label={m.coverage.work}
          rows={data.queues}
          id={(row) => row.lane}
          columns={[
            { name: m.coverage.queue, cell: (row) => m.coverage.lane[row.lane] },
            {
              name: m.coverage.waiting,
              cell: (row) => amount(row.waiting, row.waiting_seconds),
              kind: "figure",
            },
            {
              name: m.coverage.oldest,
              cell: (row) => (row.waiting > 0 ? lasting(row.oldest_seconds, language) : "–"),
              kind: "figure",
            },
            {
              name: m.coverage.later,
              cell: (row) => amount(row.later, row.later_seconds),
              kind: "figure",
            },
            {
              name: m.coverage.working,
              cell: (row) => amount(row.working, row.working_seconds),
              kind: "figure",
            },
          ]}
        />
        <h3>{owners.size === 0 ? m.coverage.noWorkers : m.coverage.workers(owners.size)}</h3>
        {data.in_hand.length === 0 ? (
          <Empty>{m.coverage.idle}</Empty>
        ) : (
          <Table
            label={m.coverage.workers(owners.size)}
            rows={data.in_hand}
            id={(row) => row.owner}
            columns={[
              { name: m.coverage.worker, cell: (row) => <span className={style.source}>{row.owner}</span> },
              { name: m.coverage.stage, cell: (row) => m.stage[row.stage] },
              { name: m.upload.source, cell: (row) => row.source },
              {
                name: m.coverage.progress,
                cell: (row) => (
                  <>
                    <progress value={row.progress} max={1} aria-label={m.coverage.progress} />{" "}
                    {f.percent(row.progress)}
                  </>
                ),
              },
            ]}
          />
        )}
        <h3>{m.coverage.lately}</h3>
        <Table
          label={m.coverage.lately}
          rows={data.lately}
          id={(row) => row.stage}
          columns={[
            { name: m.coverage.stage, cell: (row) => m.stage[row.stage] },
            { name: m.coverage.done, cell: (row) => f.number(row.done), kind: "figure" },
            { name: m.coverage.undone, cell: (row) => f.number(row.failed), kind: "figure" },
            {
              name: m.coverage.median,
              cell: (row) => (row.median_seconds === null ? "–" : f.seconds(row.median_seconds)),
              kind: "figure",
            },
            {
              name: m.coverage.audio,
              cell: (row) => (row.done > 0 ? lasting(row.audio_seconds, language) : "–"),
              kind: "figure",
            },
          ]}
        />
      </Section>
      <Sources />
    </>
  );

  function amount(count: number, seconds: number) {
    if (count === 0) return "0";
    return (
      <>
        {f.number(count)}{" "}
        <span className={design.fine}>{m.coverage.ofAudio(lasting(seconds, language))}</span>
      </>
    );
  }
}

/** How the recording systems stand. */
function Sources() {
  const { m, f, language } = useSpoken();
  const { data } = useQuery(sources);
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section title={m.coverage.sources}>
      <Table
        label={m.coverage.sources}
        rows={data.items}
        id={(row) => row.name}
        columns={[
          { name: m.upload.source, cell: (row) => row.name },
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
                  {m.coverage.paused} <span className={design.fine}>{row.pause.reason}</span>
                </>
              ) : row.held.length > 0 ? (
                m.coverage.held
              ) : (
                m.coverage.goesOn
              ),
          },
        ]}
      />
    </Section>
  );
}
