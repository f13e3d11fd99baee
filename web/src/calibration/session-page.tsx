import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useNames } from "../app/names";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import { Told } from "../design/ask";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import style from "./calibration.module.css";
import { CALIBRATION, close, oneSession, type Session } from "./queries";
import { Results } from "./results";
import { Scoring } from "./scoring";
import { partOf } from "./sessions";

/** One session: scored blind while it is open, compared once it is closed. */
export function SessionPage() {
  const { m } = useSpoken();
  const { id } = useParams({ from: "/inside/calibration/$id" });
  const found = useQuery(oneSession(id));
  const title = found.data?.title ?? m.calibration.title;
  useEffect(() => {
    document.title = `${title} · ${m.product}`;
  }, [m, title]);
  if (found.isPending) return <Loading lines={8} />;
  if (found.isError) return <Failed error={found.error} again={() => found.refetch()} />;
  return <Opened key={id} one={found.data} />;
}

function Opened({ one }: { one: Session }) {
  const { m, f } = useSpoken();
  const rubricOf = useRubricNames();
  const { data: me } = useQuery(session);
  const part = partOf(one, me?.id ?? "");
  const takes = part === "score" || part === "scored";
  return (
    <div className={style.page}>
      <header className={style.head}>
        <Link to="/calibration" search={{}} aria-label={m.calibration.title} className={design.plain}>
          ←
        </Link>
        <h1>{one.title}</h1>
        <p>{m.calibration.parts[part]}</p>
        <p className={design.fine}>
          {rubricOf(one.rubric)} ·{" "}
          {one.closed_at === null
            ? m.calibration.dueBy(f.moment(one.due_at))
            : m.calibration.closedOn(f.moment(one.closed_at))}
        </p>
        {!takes && (
          <Link to="/calls/$id" params={{ id: one.recording }} search={{ rubric: one.rubric }}>
            {m.upload.open}
          </Link>
        )}
        {one.state === "open" && me?.may.assign && <Closing one={one} />}
      </header>
      {takes && <Scoring one={one} given={one.votes[me?.id ?? ""] ?? null} />}
      {part === "open" && <Waiting one={one} />}
      {part === "closed" && <Results one={one} />}
    </div>
  );
}

function Waiting({ one }: { one: Session }) {
  const { m } = useSpoken();
  const name = useNames(one.participants);
  return (
    <Note title={m.calibration.isOpen}>
      <p>{m.calibration.isOpenWhy}</p>
      <p className={design.fine}>{one.participants.map(name).join(", ")}</p>
    </Note>
  );
}

function Closing({ one }: { one: Session }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const closing = useMutation({
    mutationFn: () => close(one.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: CALIBRATION }),
  });
  return (
    <>
      <button
        type="button"
        className={`${design.button} ${style.act}`}
        disabled={closing.isPending}
        onClick={() => closing.mutate()}
      >
        {m.calibration.close}
      </button>
      <Told error={closing.error} />
    </>
  );
}
