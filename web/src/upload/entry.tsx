import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Refusal } from "../api/client";
import { isSettled, recording } from "../api/queries";
import { problemIn } from "../calls/why";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { Detail, OwnWords } from "../i18n/own-words";
import { refusalIn } from "../i18n/refusals";
import type { Pair } from "./pairs";
import style from "./upload.module.css";

/** A recording on its way from this browser. */
export interface Item {
  id: string;
  pair: Pair;
  source: string;
  phase: "queued" | "sending" | "sent" | "refused";
  share: number;
  recording?: string;
  isNew?: boolean;
  refusal?: Refusal;
}

/** How one recording stands: being sent, taken in, worked on, or refused with what to do. */
export function Entry({ item, onAgain }: { item: Item; onAgain: () => void }) {
  const { m } = useSpoken();
  return (
    <li className={style.entry}>
      <p className={style.name}>
        <strong>{item.pair.audio.name}</strong>
        {item.pair.sidecar && <span className={design.tag}>{m.upload.withSidecar}</span>}
        {item.isNew === false && <span className={design.tag}>{m.upload.known}</span>}
      </p>
      {item.phase === "queued" && <p className={design.fine}>{m.upload.queued}</p>}
      {item.phase === "sending" && <Bar label={m.upload.sending} share={item.share} />}
      {item.phase === "refused" && <Refused refusal={item.refusal} onAgain={onAgain} />}
      {item.recording !== undefined && <Followed id={item.recording} />}
    </li>
  );
}

function Refused({ refusal, onAgain }: { refusal: Refusal | undefined; onAgain: () => void }) {
  const { m, language } = useSpoken();
  const problem = refusal?.problem ?? null;
  const known = refusalIn(problem?.code ?? "", language);
  return (
    <div role="alert">
      <p>
        <strong>{m.upload.refused}</strong>
        {m.house.colon}
        {known ?? (problem === null ? m.upload.unsent : <Detail problem={problem} />)}
      </p>
      {known !== null && problem !== null && (
        <p className={design.fine}>
          <Detail problem={problem} />
        </p>
      )}
      {problem && known === null && (
        <p className={design.fine}>
          <OwnWords text={problem.what_to_do} />
        </p>
      )}
      <button type="button" className={design.button} onClick={onAgain}>
        {m.upload.again}
      </button>
    </div>
  );
}

function Followed({ id }: { id: string }) {
  const { m, language } = useSpoken();
  const { data } = useQuery(recording(id));
  if (data === undefined) return null;
  const { state, stage, problem } = data.recording;
  return (
    <>
      {isSettled(data) ? (
        <p>{m.recording[state]}</p>
      ) : (
        <Bar label={`${m.stage[stage]} · ${m.recording[state]}`} share={data.progress} />
      )}
      {problem && <p className={design.fine}>{problemIn(problem, m, language) ?? problem.message}</p>}
      <Link to="/calls/$id" params={{ id }} search={{}}>
        {m.upload.open}
      </Link>
    </>
  );
}

function Bar({ label, share }: { label: string; share: number }) {
  const { f } = useSpoken();
  return (
    <p className={style.progress}>
      <progress value={share} max={1} aria-label={label} />
      <span>
        {label} {f.percent(share)}
      </span>
    </p>
  );
}
