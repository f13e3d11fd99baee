import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { session } from "../app/session";
import { teams } from "../coverage/queries";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { Ask, Field } from "../house/ask";
import house from "../house/house.module.css";
import { Empty, Section } from "../house/page";
import { useSpoken } from "../i18n/context";
import style from "./administration.module.css";
import { type Branch, tree } from "./fields";

/** Which team stands below which. */
export function Teams() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(teams);
  const [open, setOpen] = useState<{ team: string; what: "put" | "drop" } | null>(null);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading />;
  const may = me?.may.manage_people !== undefined;
  const branches = tree(data.parents);
  return (
    <Section
      title={m.administration.teams}
      why={m.administration.teamsWhy}
      tools={
        may && (
          <button type="button" className={design.button} onClick={() => setOpen({ team: "", what: "put" })}>
            {m.administration.addTeam}
          </button>
        )
      }
    >
      {branches.length === 0 ? (
        <Empty>{m.administration.noTeams}</Empty>
      ) : (
        <Branches branches={branches} onOpen={may ? (team, what) => setOpen({ team, what }) : null} />
      )}
      {open?.what === "put" && (
        <Ask
          title={open.team === "" ? m.administration.addTeam : m.administration.moveTeam(open.team)}
          act={open.team === "" ? m.administration.addTeam : m.administration.move}
          changes={[["teams"], ["session"]]}
          run={({ team, parent }) =>
            change("PUT", `/v1/teams/${encodeURIComponent(open.team || (team ?? ""))}`, {
              parent: parent || null,
            })
          }
          onClose={() => setOpen(null)}
        >
          {open.team === "" && (
            <Field name={m.calls.team} hint={m.administration.teamWhy}>
              {(id) => <input id={id} name="team" className={design.field} required maxLength={200} />}
            </Field>
          )}
          <Field name={m.administration.parent}>
            {(id) => (
              <select
                id={id}
                name="parent"
                className={design.field}
                defaultValue={data.parents[open.team] ?? ""}
              >
                <option value="">{m.administration.top}</option>
                {Object.keys(data.parents)
                  .filter((each) => each !== open.team)
                  .sort()
                  .map((each) => (
                    <option key={each} value={each}>
                      {each}
                    </option>
                  ))}
              </select>
            )}
          </Field>
        </Ask>
      )}
      {open?.what === "drop" && (
        <Ask
          title={m.administration.dropTeam(open.team)}
          why={<p>{m.administration.dropWhy}</p>}
          act={m.administration.drop}
          changes={[["teams"], ["session"]]}
          run={() => change("DELETE", `/v1/teams/${encodeURIComponent(open.team)}`)}
          onClose={() => setOpen(null)}
        />
      )}
    </Section>
  );
}

interface Branched {
  branches: readonly Branch[];
  onOpen: ((team: string, what: "put" | "drop") => void) | null;
}

function Branches({ branches, onOpen }: Branched) {
  const { m } = useSpoken();
  return (
    <ul className={style.branches}>
      {branches.map(({ name, below }) => (
        <li key={name}>
          <span className={style.team}>
            {name}
            {onOpen && (
              <span className={house.acts}>
                <button type="button" className={design.button} onClick={() => onOpen(name, "put")}>
                  {m.administration.move}
                </button>
                <button type="button" className={design.button} onClick={() => onOpen(name, "drop")}>
                  {m.administration.drop}
                </button>
              </span>
            )}
          </span>
          {below.length > 0 && <Branches branches={below} onOpen={onOpen} />}
        </li>
      ))}
    </ul>
  );
}
