import { useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import design from "../design/design.module.css";
import { Field, type Given } from "../house/ask";
import house from "../house/house.module.css";
import { useSpoken } from "../i18n/context";
import { words } from "./fields";
import type { Subscription } from "./notices";

const CHANNELS = ["webhook", "email", "wecom", "dingtalk", "feishu", "slack"] as const;

/** What a receiver is told, and where it is. */
export function SubscriptionFields({ former }: { former?: Subscription }) {
  const { m, language } = useSpoken();
  const { data } = useQuery({
    queryKey: ["webhook-events"],
    queryFn: ({ signal }) => get("/v1/webhook-events", { signal }),
  });
  return (
    <>
      {former === undefined && (
        <Field name={m.notices.how}>
          {(id) => (
            <select id={id} name="channel" className={design.field}>
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
      <label className={house.check}>
        <input type="checkbox" name="active" defaultChecked={former?.active ?? true} />
        {m.notices.active}
      </label>
    </>
  );
}

/** Says a subscription as the API takes it; what the form does not ask for stays as it was. */
export function subscriptionOf(given: Given, form: FormData, former?: Subscription): object {
  return {
    ...(former === undefined ? { channel: given.channel } : {}),
    ...(given.address ? { address: given.address } : {}),
    ...(former === undefined ? {} : { quiet: former.quiet, window_seconds: former.window_seconds }),
    events: form.getAll("event"),
    description: given.description ?? "",
    teams: words(given.teams ?? ""),
    active: form.get("active") !== null,
    language: given.language,
  };
}
