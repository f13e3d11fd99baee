import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { change } from "../api/change";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Act } from "../house/ask";
import { Empty } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import style from "./coverage.module.css";
import type { Gap } from "./queries";
import { reasonIn, worded } from "./reasons";

interface Gapped {
  gaps: readonly Gap[];
  more: boolean;
  loading: boolean;
  onMore(): void;
}

/** The calls that were not inspected whole, one by one. */
export function Gaps({ gaps, more, loading, onMore }: Gapped) {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  if (gaps.length === 0) return <Empty>{m.coverage.noGaps}</Empty>;
  return (
    <>
      <h3>{m.coverage.gaps}</h3>
      <Table
        label={m.coverage.gaps}
        rows={gaps}
        id={(gap) => gap.recording ?? `${gap.source} ${gap.call_id}`}
        columns={[
          { name: m.calls.call, cell: (gap) => <Named gap={gap} /> },
          { name: m.calls.time, cell: (gap) => f.moment(gap.started_at), kind: "tight" },
          { name: m.party.agent, cell: (gap) => gap.agent ?? "–" },
          { name: m.calls.team, cell: (gap) => gap.team ?? "–" },
          { name: m.coverage.cameTo, cell: (gap) => m.coverage.step[gap.reached] },
          {
            name: m.coverage.why,
            cell: (gap) => <span title={gap.reason}>{worded(gap.reason, m)}</span>,
          },
          {
            name: "",
            cell: (gap) => me?.may.retry && <Again gap={gap} />,
          },
        ]}
      />
      {more && (
        <p>
          <button type="button" className={design.button} disabled={loading} onClick={onMore}>
            {m.house.more}
          </button>
        </p>
      )}
    </>
  );
}

function Named({ gap }: { gap: Gap }) {
  const { m } = useSpoken();
  const name = gap.call_id ?? gap.recording?.slice(0, 12);
  return (
    <>
      {gap.recording === null ? (
        name
      ) : (
        <Link to="/calls/$id" params={{ id: gap.recording }} search={{}}>
          {name}
        </Link>
      )}
      <span className={style.source}> {gap.source}</span>
      {!gap.listed && <span className={design.tag}>{m.coverage.unlisted}</span>}
    </>
  );
}

/** Sends one on its way again; of what still waits, or waits for a person, there is nothing to send. */
function Again({ gap }: { gap: Gap }) {
  const { m } = useSpoken();
  const { kind } = reasonIn(gap.reason);
  if (gap.recording === null || (kind !== "failed" && kind !== "not_scorable")) return null;
  const address = `/v1/recordings/${encodeURIComponent(gap.recording)}/retry`;
  return (
    <Act name={m.coverage.again} run={() => change("POST", address)} changes={[["coverage"], ["work"]]} />
  );
}
