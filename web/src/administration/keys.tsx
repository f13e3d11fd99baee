import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { listed } from "../house/amount";
import { Ask, Dialog, Field, Secret } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { useNames } from "../house/people";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import { words } from "./fields";
import { Roles } from "./people";
import { type Key, keys, type MadeKey } from "./queries";

type Open = { what: "make" } | { what: "made"; made: MadeKey } | { what: "revoke"; key: Key };

/** Keys of programs. */
export function Keys() {
  const { m, f, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(keys);
  const [open, setOpen] = useState<Open | null>(null);
  const who = useNames();
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const may = me?.may.manage_keys !== undefined;
  return (
    <Section
      title={m.administration.keys}
      why={m.administration.keysWhy}
      tools={
        may && (
          <button type="button" className={design.primary} onClick={() => setOpen({ what: "make" })}>
            {m.administration.makeKey}
          </button>
        )
      }
    >
      {data.items.length === 0 ? (
        <Empty>{m.administration.noKeys}</Empty>
      ) : (
        <Table
          label={m.administration.keys}
          rows={data.items}
          id={(row) => row.id}
          columns={[
            {
              name: m.administration.keyName,
              cell: (row) => (
                <>
                  {row.name} <span className={`${house.code} ${design.fine}`}>{row.id.slice(0, 12)}</span>
                </>
              ),
            },
            {
              name: m.administration.roles,
              cell: (row) =>
                listed(
                  row.roles.map((each) => m.administration.role[each]),
                  language,
                ),
            },
            {
              name: m.administration.only,
              cell: (row) =>
                row.only === null ? (
                  m.administration.allOfRoles
                ) : (
                  <span className={house.code}>{row.only.join(", ")}</span>
                ),
            },
            {
              name: m.administration.made,
              cell: (row) => (
                <>
                  {who(row.made_by)} <span className={design.fine}>{f.moment(row.made_at)}</span>
                </>
              ),
            },
            {
              name: m.account.ends,
              cell: (row) =>
                row.revoked_at === null
                  ? f.moment(row.expires_at)
                  : m.administration.revoked(f.moment(row.revoked_at)),
            },
            {
              name: "",
              cell: (row) =>
                may &&
                row.revoked_at === null && (
                  <button
                    type="button"
                    className={design.button}
                    onClick={() => setOpen({ what: "revoke", key: row })}
                  >
                    {m.administration.revoke}
                  </button>
                ),
            },
          ]}
        />
      )}
      {open?.what === "make" && (
        <Ask
          title={m.administration.makeKey}
          why={<p>{m.administration.makeKeyWhy}</p>}
          act={m.administration.makeKey}
          changes={[["keys"]]}
          run={({ name, leads, only, days }, form) =>
            change<MadeKey>("POST", "/v1/keys", {
              name,
              roles: form.getAll("role"),
              leads: words(leads ?? ""),
              only: only ? words(only) : null,
              days: Number(days),
            })
          }
          onDone={(made) => setOpen({ what: "made", made })}
          onClose={() => setOpen((now) => (now?.what === "made" ? now : null))}
        >
          <Field name={m.administration.keyName} hint={m.administration.keyNameWhy}>
            {(id) => <input id={id} name="name" className={design.field} required maxLength={200} />}
          </Field>
          <Roles chosen={["uploader"]} />
          <Field name={m.administration.only} hint={m.administration.onlyWhy}>
            {(id) => <input id={id} name="only" className={design.field} />}
          </Field>
          <Field name={m.administration.leads} hint={m.administration.leadsWhy}>
            {(id) => <input id={id} name="leads" className={design.field} />}
          </Field>
          <Field name={m.administration.days}>
            {(id) => (
              <input
                id={id}
                name="days"
                type="number"
                className={design.field}
                min={1}
                max={1098}
                defaultValue={365}
                required
              />
            )}
          </Field>
        </Ask>
      )}
      {open?.what === "made" && (
        <Dialog title={m.administration.madeKey(open.made.key.name)} onClose={() => setOpen(null)}>
          {(heading) => (
            <div className={house.body}>
              {heading}
              <p>{m.administration.madeKeyWhy}</p>
              <Secret text={open.made.secret} />
              <div className={house.acts}>
                <button type="button" className={design.primary} onClick={() => setOpen(null)}>
                  {m.house.close}
                </button>
              </div>
            </div>
          )}
        </Dialog>
      )}
      {open?.what === "revoke" && (
        <Ask
          title={`${m.administration.revoke}: ${open.key.name}`}
          why={<p>{m.administration.revokeWhy}</p>}
          act={m.administration.revoke}
          changes={[["keys"]]}
          run={() => change("DELETE", `/v1/keys/${encodeURIComponent(open.key.id)}`)}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}
