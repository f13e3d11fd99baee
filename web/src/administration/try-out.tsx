import { useMutation } from "@tanstack/react-query";
import { type DragEvent, useRef, useState } from "react";
import { OURS } from "../api/change";
import { problemIn, Refusal } from "../api/client";
import design from "../design/design.module.css";
import { Field } from "../house/ask";
import house from "../house/house.module.css";
import { Facts, Section } from "../house/page";
import { Refused } from "../house/refused";
import { useSpoken } from "../i18n/context";
import { OwnWords } from "../i18n/own-words";
import { refusalIn } from "../i18n/refusals";
import style from "./administration.module.css";
import { type Given, parted } from "./dropped";
import { Hear } from "./hear";
import type { Trial } from "./queries";

const DIRECTIONS = ["inbound", "outbound", "internal"] as const;
const UPLOAD = "upload";

/** A file dropped here is read as if it came from a source: which side is the agent? Nothing of it is kept. */
export function TryOut({ names }: { names: readonly string[] }) {
  const { m } = useSpoken();
  const [source, setSource] = useState(names.find((name) => name !== UPLOAD) ?? UPLOAD);
  const [direction, setDirection] = useState("");
  const [given, setGiven] = useState<Given | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const asked = useMutation({ mutationFn: attempt });
  const take = (files: readonly File[], how = { source, direction }) => {
    const found = parted(files) ?? given;
    if (found === null) return;
    setGiven(found);
    asked.mutate({ ...found, ...how });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take([...event.dataTransfer.files]);
  };
  return (
    <Section title={m.administration.tryOut} why={m.administration.tryOutWhy}>
      <div className={house.tools}>
        <Field name={m.upload.source}>
          {(id) => (
            <select
              id={id}
              className={design.field}
              value={source}
              onChange={(event) => {
                setSource(event.target.value);
                take([], { source: event.target.value, direction });
              }}
            >
              {[...new Set([...names, UPLOAD])].map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name={m.administration.direction}>
          {(id) => (
            <select
              id={id}
              className={design.field}
              value={direction}
              onChange={(event) => {
                setDirection(event.target.value);
                take([], { source, direction: event.target.value });
              }}
            >
              <option value="">{m.administration.asTold}</option>
              {DIRECTIONS.map((each) => (
                <option key={each} value={each}>
                  {m.direction[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div className={style.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <p>{given?.audio.name ?? m.administration.dropHere}</p>
        <button type="button" className={design.button} onClick={() => picker.current?.click()}>
          {m.upload.choose}
        </button>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={m.upload.choose}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      </div>
      <Refused error={asked.error} />
      <div aria-live="polite">
        {asked.isPending && <p>{m.state.loading}</p>}
        {asked.data && given && <Found trial={asked.data} audio={given.audio} />}
      </div>
    </Section>
  );
}

function Found({ trial, audio }: { trial: Trial; audio: File }) {
  const { m, f, language } = useSpoken();
  const { metadata, misread, agent_channel: agent, channels } = trial;
  const known = misread && refusalIn(misread.code, language);
  return (
    <div className={house.section}>
      <p className={style.verdict}>
        {agent === null ? m.administration.oneChannel : m.administration.agentIs(agent)}{" "}
        <span className={design.fine}>
          {agent !== null && (trial.by_source ? m.administration.bySource : m.administration.byHouse)}
        </span>
      </p>
      {misread && (
        <div>
          {known !== null && <p className={house.refused}>{known}</p>}
          <p className={known === null ? house.refused : design.fine}>
            <OwnWords text={misread.detail} />
          </p>
        </div>
      )}
      <ol className={style.channels}>
        {channels.map((levels, channel) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
          <li key={channel}>
            <p>
              <strong>{m.administration.channel(channel)}</strong>{" "}
              {agent !== null && (channel === agent ? m.party.agent : m.party.customer)}
            </p>
            <Envelope levels={levels.envelope} agent={channel === agent} />
            <p className={design.fine}>
              {levels.level_dbfs === null
                ? m.administration.silent
                : m.administration.level(
                    f.number(levels.level_dbfs),
                    f.percent(levels.sounding),
                    f.clock(levels.first ?? 0),
                  )}
            </p>
            <Hear audio={audio} channel={channel} of={channels.length} />
          </li>
        ))}
      </ol>
      <Facts
        facts={[
          [
            m.administration.readAs,
            <span key="key" className={house.code}>
              {trial.key}
            </span>,
          ],
          [
            m.administration.format,
            `${trial.container}, ${trial.codec}, ${f.number(trial.rate_hz / 1000)} kHz, ${f.clock(trial.duration)}`,
          ],
          [m.party.agent, [metadata?.agent_name, metadata?.agent_id].filter(Boolean).join(" · ")],
          [m.administration.direction, metadata?.direction && m.direction[metadata.direction]],
          [m.calls.time, metadata?.started_at && f.moment(metadata.started_at)],
          [m.calls.queue, metadata?.queue],
          [m.calls.team, metadata?.team],
          [m.call.customer, metadata?.customer_ref],
        ]}
      />
    </div>
  );
}

const HIGH = 40;

/** How loud a channel is, from the beginning to the end. */
function Envelope({ levels, agent }: { levels: readonly number[]; agent: boolean }) {
  const { m } = useSpoken();
  const width = Math.max(1, levels.length);
  return (
    <svg
      viewBox={`0 0 ${width} ${HIGH}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={m.administration.envelope}
      className={agent ? style.agent : style.customer}
    >
      <path
        d={levels.map((level, at) => `M${at} ${(HIGH * (1 - level)) / 2}h0.8v${HIGH * level}h-0.8z`).join("")}
      />
    </svg>
  );
}

/** Sends a file to be looked at. */
async function attempt(asked: Given & { source: string; direction: string }): Promise<Trial> {
  const form = new FormData();
  form.append("source", asked.source);
  if (asked.direction !== "") form.append("direction", asked.direction);
  form.append("audio", asked.audio, asked.audio.name);
  if (asked.sidecar !== null) form.append("sidecar", asked.sidecar, asked.sidecar.name);
  let response: Response;
  try {
    response = await fetch("/v1/sources/try", { method: "POST", headers: OURS, body: form });
  } catch {
    throw new Refusal(0, null);
  }
  const text = await response.text();
  if (!response.ok) throw new Refusal(response.status, problemIn(text));
  return JSON.parse(text);
}
