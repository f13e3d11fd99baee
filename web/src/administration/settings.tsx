import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Ask } from "../house/ask";
import house from "../house/house.module.css";
import { Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { settings as inChinese } from "../i18n/zh/settings";
import { houseSettings, settings } from "./queries";

/** What is turned on in the house, and what the service was started with. */
export function Settings() {
  return (
    <>
      <Turned />
      <Started />
    </>
  );
}

function Turned() {
  const { m, f } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(houseSettings);
  const [open, setOpen] = useState<{ name: string; on: boolean } | null>(null);
  const who = useNames();
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading lines={2} />;
  return (
    <Section title={m.administration.turned} why={m.administration.turnedWhy}>
      <Table
        label={m.administration.turned}
        rows={data.items}
        id={(row) => row.name}
        columns={[
          {
            name: m.administration.setting,
            cell: (row) => (
              <>
                {m.administration.turns[row.name] ?? row.name}
                <p className={design.fine}>{m.administration.means[row.name]}</p>
              </>
            ),
          },
          {
            name: m.coverage.standing,
            cell: (row) => (row.on ? m.administration.on : m.administration.off),
            kind: "tight",
          },
          {
            name: m.administration.decided,
            cell: (row) => (row.at === null ? "–" : `${who(row.by)}, ${f.moment(row.at)}: ${row.reason}`),
          },
          {
            name: "",
            cell: (row) =>
              me?.may.set_settings && (
                <button
                  type="button"
                  className={design.button}
                  onClick={() => setOpen({ name: row.name, on: !row.on })}
                >
                  {row.on ? m.administration.turnOff : m.administration.turnOn}
                </button>
              ),
            kind: "tight",
          },
        ]}
      />
      {open && (
        <Ask
          title={`${open.on ? m.administration.turnOn : m.administration.turnOff}: ${m.administration.turns[open.name] ?? open.name}`}
          why={<p>{m.administration.means[open.name]}</p>}
          act={open.on ? m.administration.turnOn : m.administration.turnOff}
          reason
          changes={[["house-settings"]]}
          run={({ reason }) =>
            change("PUT", `/v1/house-settings/${encodeURIComponent(open.name)}`, { on: open.on, reason })
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

function Started() {
  const { m } = useSpoken();
  const { data, error, refetch } = useQuery(settings);
  const [all, setAll] = useState(false);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const shown = data.items.filter((each) => all || each.is_set);
  return (
    <Section
      title={m.administration.started}
      why={m.administration.startedWhy}
      tools={
        <label className={house.check}>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          {m.administration.usualToo}
        </label>
      }
    >
      <Table
        label={m.administration.started}
        rows={shown}
        id={(row) => row.name}
        columns={[
          {
            name: m.administration.setting,
            cell: (row) => <span className={house.code}>{row.name}</span>,
            kind: "tight",
          },
          {
            name: m.administration.value,
            cell: (row) =>
              row.secret ? (
                row.is_set ? (
                  m.administration.secretSet
                ) : (
                  m.administration.secretUnset
                )
              ) : (
                <span className={house.code}>{row.value || "–"}</span>
              ),
          },
          {
            name: m.administration.usual,
            cell: (row) => <span className={house.code}>{row.usual ?? "–"}</span>,
          },
          {
            name: m.administration.does,
            cell: (row) => <Does name={row.name} description={row.description} />,
          },
        ]}
      />
    </Section>
  );
}

/** What a setting does: as the house says it, or in the reader's language. */
function Does({ name, description }: { name: string; description: string }) {
  const { language } = useSpoken();
  const told = language === "en" ? undefined : inChinese[name.replace(/^EVERYCALL_/, "").toLowerCase()];
  return (
    <span className={design.fine} {...(told === undefined ? { lang: "en" } : {})}>
      {told ?? description}
    </span>
  );
}
