import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import { recordings } from "../../api/queries";
import type { Scorecard } from "../../api/types";
import { session } from "../../app/session";
import type { Place } from "../../call/scorecard/selection";
import design from "../../design/design.module.css";
import { Failed, Loading } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { Findings } from "../findings";
import { tryDialogue, tryRecording } from "../queries";
import style from "../rubrics.module.css";
import { DIALOGUES } from "./kept";
import { useSettled } from "./later";
import { opened, valueAt } from "./writing";

interface Tried {
  text: string;
  /** Whether the text cannot be read as it stands. */
  broken: boolean;
}

interface Named {
  id: string;
  language: "zh" | "en";
  titles: ReadonlyMap<string, string>;
}

/** The draft on a call: one that is typed, or one that was really heard. Each change is tried at once. */
export function Trying({ text, broken }: Tried) {
  const { m } = useSpoken();
  const [on, setOn] = useState<"dialogue" | "call">("dialogue");
  const named = useMemo(() => nameOf(text), [text]);
  if (broken || named === null) return <p className={design.fine}>{m.rubrics.mendFirst}</p>;
  return (
    <div className={style.form}>
      <fieldset className={style.switch}>
        <legend className="unseen">{m.rubrics.tryOn}</legend>
        {(["dialogue", "call"] as const).map((each) => (
          <label key={each}>
            <input type="radio" name="try-on" checked={on === each} onChange={() => setOn(each)} />
            {m.rubrics.tryThis[each]}
          </label>
        ))}
      </fieldset>
      {on === "dialogue" ? <Typed text={text} named={named} /> : <Heard text={text} named={named} />}
    </div>
  );
}

function nameOf(text: string): Named | null {
  const document = opened(text);
  const [id, language] = document ? [valueAt(document, ["id"]), valueAt(document, ["language"])] : [];
  if (document === null || typeof id !== "string" || (language !== "zh" && language !== "en")) return null;
  const sections = valueAt(document, ["sections"]);
  const criteria = (Array.isArray(sections) ? sections : []).flatMap(
    (section: { criteria?: { id?: unknown; title?: unknown }[] } | null) => section?.criteria ?? [],
  );
  return { id, language, titles: new Map(criteria.map((each) => [String(each?.id), String(each?.title)])) };
}

const TRYING_MS = 700;

function Typed({ text, named }: { text: string; named: Named }) {
  const { m } = useSpoken();
  const [turns, setTurns] = useState<string>(DIALOGUES[named.language]);
  const settled = useSettled(turns, TRYING_MS);
  const field = useRef<HTMLTextAreaElement>(null);
  const tried = useQuery({
    ...tryDialogue(named.id, named.language, text, settled),
    enabled: settled.trim() !== "",
    placeholderData: (former: Scorecard | undefined) => former,
  });
  /** Marks the line that a quote stands in. */
  const mark = ({ turn }: Place) => {
    if (turn === null || field.current === null) return;
    const lines = turns.split("\n").filter((each) => each.trim() !== "");
    const line = lines[turn];
    const start = line === undefined ? -1 : turns.indexOf(line);
    if (start < 0) return;
    field.current.focus();
    field.current.setSelectionRange(start, start + (line?.length ?? 0));
  };
  return (
    <>
      <label className={`${style.field} ${style.wide}`}>
        {m.rubrics.pasted}
        <textarea
          ref={field}
          className={design.field}
          rows={8}
          value={turns}
          lang={named.language}
          onChange={({ target }) => setTurns(target.value)}
        />
      </label>
      {tried.isError && <Failed error={tried.error} />}
      {tried.isPending && settled.trim() !== "" && <Loading lines={3} />}
      {tried.data && !tried.isError && <Findings card={tried.data} titles={named.titles} onPlace={mark} />}
    </>
  );
}

function Heard({ text, named }: { text: string; named: Named }) {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  const navigate = useNavigate();
  const [call, setCall] = useState("");
  const found = useInfiniteQuery({
    ...recordings({ language: named.language, state: ["done"] }),
    refetchInterval: false,
    enabled: me?.may.read_recording !== undefined,
  });
  const calls = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const tried = useQuery({
    ...tryRecording(call, text),
    enabled: call !== "",
    placeholderData: (former: Scorecard | undefined) => former,
  });
  if (found.isSuccess && calls.length === 0) return <p className={design.fine}>{m.rubrics.noneHeard}</p>;
  return (
    <>
      <label className={`${style.field} ${style.wide}`}>
        {m.rubrics.storedCall}
        <select className={design.field} value={call} onChange={({ target }) => setCall(target.value)}>
          <option value="">{m.rubrics.chooseCall}</option>
          {calls.map(({ recording: { id, metadata, received_at, duration } }) => (
            <option key={id} value={id}>
              {[
                metadata.source_call_id ?? id.slice(0, 12),
                metadata.agent_name ?? metadata.agent_id,
                f.moment(metadata.started_at ?? received_at),
                duration === null ? null : f.clock(duration),
              ]
                .filter(Boolean)
                .join(" · ")}
            </option>
          ))}
        </select>
      </label>
      {tried.isError && <Failed error={tried.error} />}
      {tried.isPending && call !== "" && <Loading lines={3} />}
      {tried.data && !tried.isError && call !== "" && (
        <>
          <p className={design.fine}>{m.rubrics.leadsToCall}</p>
          <Findings
            card={tried.data}
            titles={named.titles}
            onPlace={({ start }) =>
              navigate({ to: "/calls/$id", params: { id: call }, search: { t: start } })
            }
          />
        </>
      )}
    </>
  );
}
