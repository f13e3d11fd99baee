import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { get } from "../api/client";
import design from "../design/design.module.css";
import { Field, type Given } from "../house/ask";
import house from "../house/house.module.css";
import { useSpoken } from "../i18n/context";
import { onTheWall, quietHours, words } from "./fields";
import type { Subscription } from "./queries";

const CHANNELS = ["webhook", "email", "wecom", "dingtalk", "feishu", "slack"] as const;

/** What a receiver is told, and where it is. */
export function SubscriptionFields({ former }: { former?: Subscription }) {
  const { m, language } = useSpoken();
  const [channel, setChannel] = useState<Subscription["channel"]>(former?.channel ?? "webhook");
  const { data } = useQuery({
    queryKey: ["webhook-events"],
    queryFn: ({ signal }) => get("/v1/webhook-events", { signal }),
  });
  return (
    <>
      {former === undefined && (
        <Field name={m.notices.how}>
          {(id) => (
            <select
              id={id}
              name="channel"
              className={design.field}
              value={channel}
              onChange={({ target }) =>
                setChannel(CHANNELS.find((each) => each === target.value) ?? "webhook")
              }
            >
              {CHANNELS.map((each) => (
                <option key={each} value={each}>
                  {m.notices.channel[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <Field name={m.notices.address} hint={former ? m.notices.addressStays : m.notices.addressWhy}>
        {(id) => (
          <input
            id={id}
            name="address"
            className={design.field}
            required={former === undefined}
            maxLength={2000}
          />
        )}
      </Field>
      <Field name={m.notices.description}>
        {(id) => (
          <input
            id={id}
            name="description"
            className={design.field}
            maxLength={500}
            defaultValue={former?.description}
          />
        )}
      </Field>
      <fieldset className={house.choices}>
        <legend>{m.notices.events}</legend>
        {data?.map(({ name, says }) => (
          <label key={name} className={house.check} title={says}>
            <input
              type="checkbox"
              name="event"
              value={name}
              defaultChecked={former?.events.includes(name) ?? false}
            />
            {m.compliance.event[name] ?? name}
          </label>
        ))}
      </fieldset>
      <Field name={m.notices.teams} hint={m.notices.teamsWhy}>
        {(id) => (
          <input id={id} name="teams" className={design.field} defaultValue={former?.teams.join(", ")} />
        )}
      </Field>
      <Field name={m.preferences.language}>
        {(id) => (
          <select
            id={id}
            name="language"
            className={design.field}
            defaultValue={former?.language ?? language}
          >
            <option value="zh">{m.language.zh}</option>
            <option value="en">{m.language.en}</option>
          </select>
        )}
      </Field>
      {channel !== "webhook" && <ForPeople former={former} />}
      <label className={house.check}>
        <input type="checkbox" name="active" defaultChecked={former?.active ?? true} />
        {m.notices.active}
      </label>
    </>
  );
}

const MINUTE = 60;
const USUAL_MINUTES = 15;

/** When people are told: not at night, and not of the same over and over. */
function ForPeople({ former }: { former: Subscription | undefined }) {
  const { m } = useSpoken();
  const quiet = former?.quiet ?? null;
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = quiet?.zone ?? here;
  const zones = [...new Set([zone, here, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <>
      <fieldset className={house.choices}>
        <legend>{m.notices.quiet}</legend>
        {(["start", "end"] as const).map((end) => (
          <Field key={end} name={m.notices[end === "start" ? "quietFrom" : "quietTo"]}>
            {(id) => (
              <input
                id={id}
                type="time"
                name={`quiet_${end}`}
                className={design.field}
                defaultValue={quiet === null ? "" : onTheWall(quiet[end])}
              />
            )}
          </Field>
        ))}
        <Field name={m.notices.zone}>
          {(id) => (
            <select id={id} name="quiet_zone" className={design.field} defaultValue={zone}>
              {zones.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          )}
        </Field>
      </fieldset>
      <p className={design.fine}>{m.notices.quietWhy}</p>
      <Field name={m.notices.window} hint={m.notices.windowWhy}>
        {(id) => (
          <input
            id={id}
            type="number"
            name="window"
            className={design.field}
            min={0}
            max={7 * 24 * MINUTE}
            step="any"
            defaultValue={former === undefined ? USUAL_MINUTES : former.window_seconds / MINUTE}
          />
        )}
      </Field>
    </>
  );
}

/** Says a subscription as the API takes it; programs are told at any hour. */
export function subscriptionOf(given: Given, form: FormData, former?: Subscription): object {
  return {
    ...(former === undefined ? { channel: given.channel } : {}),
    ...(given.address ? { address: given.address } : {}),
    ...((former?.channel ?? given.channel) === "webhook"
      ? {}
      : { quiet: quietHours(given), window_seconds: Number(given.window || USUAL_MINUTES) * MINUTE }),
    events: form.getAll("event"),
    description: given.description ?? "",
    teams: words(given.teams ?? ""),
    active: form.get("active") !== null,
    language: given.language,
  };
}
