import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { get } from "../api/client";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Ask } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { OwnWords } from "../i18n/own-words";

/** Objects of the bucket that could not be taken in, with the reason; once it is mended they are looked at again. */
export function Refusals() {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  const [open, setOpen] = useState<string | null>(null);
  const found = useInfiniteQuery({
    queryKey: ["refused"],
    queryFn: ({ pageParam, signal }) =>
      get("/v1/refused-objects", {
        query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  if (found.data === undefined) return null;
  return (
    <Section
      title={m.administration.refused}
      why={m.administration.refusedWhy}
      tools={
        rows.length > 0 &&
        me?.may.retake_refused && (
          <button type="button" className={design.button} onClick={() => setOpen("")}>
            {m.administration.retakeAll}
          </button>
        )
      }
    >
      {rows.length === 0 ? (
        <Empty>{m.administration.noRefused}</Empty>
      ) : (
        <Table
          label={m.administration.refused}
          rows={rows}
          id={(row) => row.id}
          columns={[
            { name: m.administration.key, cell: (row) => <span className={house.code}>{row.key}</span> },
            { name: m.upload.source, cell: (row) => row.source || "–" },
            {
              name: m.coverage.why,
              cell: (row) => (
                <>
                  {m.reasons.problem[row.code] ?? row.code}
                  <br />
                  <span className={design.fine}>
                    <OwnWords text={row.detail} />
                  </span>
                </>
              ),
            },
            { name: m.compliance.when, cell: (row) => f.moment(row.at), kind: "tight" },
            {
              name: "",
              cell: (row) =>
                me?.may.retake_refused && (
                  <button type="button" className={design.button} onClick={() => setOpen(row.id)}>
                    {m.administration.retake}
                  </button>
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
      {open !== null && (
        <Ask
          title={open === "" ? m.administration.retakeAll : m.administration.retake}
          why={<p>{m.administration.retakeWhy}</p>}
          act={m.administration.retake}
          reason
          changes={[["refused"]]}
          run={({ reason }) =>
            change("POST", "/v1/refused-objects/retake", open === "" ? { reason } : { reason, ids: [open] })
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
