import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { listed } from "../house/amount";
import { Ask, Dialog, Field, type Given, Secret } from "../house/ask";
import house from "../house/house.module.css";
import { Section } from "../house/page";
import { people } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { words } from "./fields";
import { type Invitation, type Person, ROLES } from "./queries";

type Open =
  | { what: "add" }
  | { what: "change" | "reset"; person: Person }
  | { what: "invited"; by: Invitation };

/** Who has an account, and what they are. */
export function People() {
  const { m, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(people);
  const [open, setOpen] = useState<Open | null>(null);
  const [sought, setSought] = useState("");
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const may = me?.may.manage_people !== undefined;
  const shown = data.items.filter((each) =>
    [each.name, each.login, each.agent_id ?? "", ...each.leads].some((text) =>
      text.toLowerCase().includes(sought.trim().toLowerCase()),
    ),
  );
  return (
    <Section
      title={m.administration.people}
      why={m.administration.peopleWhy}
      tools={
        <>
          <input
            type="search"
            className={design.field}
            aria-label={m.administration.seek}
            placeholder={m.administration.seek}
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
          {may && (
            <button type="button" className={design.primary} onClick={() => setOpen({ what: "add" })}>
              {m.administration.invite}
            </button>
          )}
        </>
      }
    >
      <Table
        label={m.administration.people}
        rows={shown}
        id={(row) => row.id}
        columns={[
          {
            name: m.doors.name,
            cell: (row) => (
              <>
                {row.name} {!row.active && <span className={design.tag}>{m.administration.closed}</span>}
                <br />
                <span className={design.fine}>{row.login}</span>
              </>
            ),
          },
          {
            name: m.administration.roles,
            cell: (row) =>
              listed(
                row.roles.map((each) => m.administration.role[each]),
                language,
              ) || "–",
          },
          { name: m.administration.leads, cell: (row) => listed(row.leads, language) || "–" },
          { name: m.calls.agent, cell: (row) => row.agent_id ?? "–" },
          {
            name: m.account.factor,
            cell: (row) => (row.second_factor ? m.administration.on : m.administration.off),
          },
          {
            name: "",
            cell: (row) =>
              may && (
                <span className={house.acts}>
                  <button
                    type="button"
                    className={design.button}
                    onClick={() => setOpen({ what: "change", person: row })}
                  >
                    {m.house.change}
                  </button>
                  <button
                    type="button"
                    className={design.button}
                    onClick={() => setOpen({ what: "reset", person: row })}
                  >
                    {m.administration.reset}
                  </button>
                </span>
              ),
          },
        ]}
      />
      {open?.what === "add" && (
        <Ask
          title={m.administration.invite}
          why={<p>{m.administration.inviteWhy}</p>}
          act={m.administration.invite}
          changes={[["people"]]}
          run={(given, form) =>
            change<Invitation>("POST", "/v1/people", { login: given.login, ...facts(given, form) })
          }
          onDone={(by) => setOpen({ what: "invited", by })}
          onClose={() => setOpen((now) => (now?.what === "invited" ? now : null))}
        >
          <Field name={m.signIn.login} hint={m.administration.loginWhy}>
            {(id) => (
              <input
                id={id}
                name="login"
                className={design.field}
                required
                maxLength={200}
                pattern="[\w.@+\-]+"
              />
            )}
          </Field>
          <Facts />
        </Ask>
      )}
      {open?.what === "change" && (
        <Ask
          title={`${m.house.change}: ${open.person.login}`}
          why={<p>{m.administration.changeWhy}</p>}
          act={m.house.change}
          changes={[["people"]]}
          run={(given, form) =>
            change("PUT", `/v1/people/${encodeURIComponent(open.person.id)}`, facts(given, form))
          }
          onClose={() => setOpen(null)}
        >
          <Facts person={open.person} />
        </Ask>
      )}
      {open?.what === "reset" && (
        <Ask
          title={`${m.administration.reset}: ${open.person.login}`}
          why={<p>{m.administration.resetWhy}</p>}
          act={m.administration.reset}
          changes={[["people"]]}
          run={() => change<Invitation>("POST", `/v1/people/${encodeURIComponent(open.person.id)}/reset`)}
          onDone={(by) => setOpen({ what: "invited", by })}
          onClose={() => setOpen((now) => (now?.what === "invited" ? now : null))}
        />
      )}
      {open?.what === "invited" && (
        <Dialog title={m.administration.invited(open.by.person.name)} onClose={() => setOpen(null)}>
          {(heading) => (
            <div className={house.body}>
              {heading}
              <p>{m.administration.invitedWhy(open.by.person.login)}</p>
              <Secret text={open.by.token} />
              <div className={house.acts}>
                <button type="button" className={design.primary} onClick={() => setOpen(null)}>
                  {m.house.close}
                </button>
              </div>
            </div>
          )}
        </Dialog>
      )}
    </Section>
  );
}

function facts(given: Given, form: FormData) {
  return {
    name: given.name,
    roles: form.getAll("role"),
    leads: words(given.leads ?? ""),
    agent_id: given.agent_id || null,
    active: form.get("active") !== null,
  };
}

/** What an administrator says of a person. */
function Facts({ person }: { person?: Person }) {
  const { m } = useSpoken();
  return (
    <>
      <Field name={m.doors.name}>
        {(id) => (
          <input
            id={id}
            name="name"
            className={design.field}
            required
            maxLength={200}
            defaultValue={person?.name}
          />
        )}
      </Field>
      <Roles chosen={person?.roles ?? []} />
      <Field name={m.administration.leads} hint={m.administration.leadsWhy}>
        {(id) => (
          <input id={id} name="leads" className={design.field} defaultValue={person?.leads.join(", ")} />
        )}
      </Field>
      <Field name={m.calls.agent} hint={m.administration.agentWhy}>
        {(id) => (
          <input
            id={id}
            name="agent_id"
            className={design.field}
            maxLength={200}
            defaultValue={person?.agent_id ?? ""}
          />
        )}
      </Field>
      <label className={house.check}>
        <input type="checkbox" name="active" defaultChecked={person?.active ?? true} />
        {m.administration.active}
      </label>
    </>
  );
}

export function Roles({ chosen }: { chosen: readonly string[] }) {
  const { m } = useSpoken();
  return (
    <fieldset className={house.choices}>
      <legend>{m.administration.roles}</legend>
      {ROLES.map((role) => (
        <label key={role} className={house.check}>
          <input type="checkbox" name="role" value={role} defaultChecked={chosen.includes(role)} />
          {m.administration.role[role]}
        </label>
      ))}
    </fieldset>
  );
}
