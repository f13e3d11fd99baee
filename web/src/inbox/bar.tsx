import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { session } from "../app/session";
import calls from "../calls/calls.module.css";
import { Choice, Writing } from "../calls/filter-bar";
import { FLAGS } from "../calls/filters";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./inbox.module.css";
import { placeOf, readSaved, type SavedSearch, withSaved } from "./saved";
import { filtersOf, type InboxSearch, readInbox } from "./search";

interface Narrowing {
  search: InboxSearch;
  onChange(search: InboxSearch): void;
}

/** What narrows the inbox, and the filters that somebody keeps. */
export function Bar({ search, onChange }: Narrowing) {
  const { m } = useSpoken();
  const set = (name: keyof InboxSearch, value: unknown) => onChange(readInbox({ ...search, [name]: value }));
  const used = Object.keys(filtersOf(search)).length;
  return (
    <details className={calls.filters} open={used > 0 || matchMedia("(min-width: 900px)").matches}>
      <summary>
        {m.calls.filters}
        {used > 0 && ` · ${used}`}
      </summary>
      <search className={calls.bar} aria-label={m.calls.filters}>
        <Choice
          label={m.calls.flag}
          value={search.flag ?? (search.view === "flagged" ? "auto_fail" : undefined)}
          options={FLAGS.map((each) => [each, m.flag[each] ?? each])}
          onChange={(value) => set("flag", value)}
        />
        <Choice
          label={m.preferences.language}
          value={search.language}
          options={[
            ["zh", m.language.zh],
            ["en", m.language.en],
          ]}
          onChange={(value) => set("language", value)}
        />
        <Writing label={m.calls.queue} value={search.queue ?? ""} onChange={(value) => set("queue", value)} />
        <Writing label={m.calls.agent} value={search.agent ?? ""} onChange={(value) => set("agent", value)} />
        {search.view !== "flagged" && search.view !== "done" && (
          <label className={style.check}>
            <input
              type="checkbox"
              checked={search.overdue === true}
              onChange={(event) => set("overdue", event.target.checked)}
            />
            {m.inbox.overdueOnly}
          </label>
        )}
        {used > 0 && (
          <button
            type="button"
            className={design.button}
            onClick={() => onChange(search.view === undefined ? {} : { view: search.view })}
          >
            {m.calls.clear}
          </button>
        )}
        <Saved search={search} onChange={onChange} />
      </search>
    </details>
  );
}

function Saved({ search, onChange }: Narrowing) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const place = placeOf(me?.id ?? "nobody");
  const [saved, setSaved] = useState<readonly SavedSearch[]>(() => readSaved(localStorage.getItem(place)));
  const [naming, setNaming] = useState(false);
  const keep = (next: readonly SavedSearch[]) => {
    localStorage.setItem(place, JSON.stringify(next));
    setSaved(next);
  };
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    if (name !== "") keep(withSaved(saved, { name, search }));
    setNaming(false);
  };
  const used = Object.keys(search).length > 0;
  return (
    <div className={style.saved}>
      {saved.map(({ name, search: kept }) => (
        <span key={name} className={style.kept}>
          <button type="button" className={design.plain} onClick={() => onChange(kept)}>
            {name}
          </button>
          <button
            type="button"
            className={design.plain}
            aria-label={m.inbox.forget(name)}
            onClick={() => keep(saved.filter((each) => each.name !== name))}
          >
            ×
          </button>
        </span>
      ))}
      {naming ? (
        <form onSubmit={add} className={style.naming}>
          <input
            className={design.field}
            name="name"
            aria-label={m.inbox.saveName}
            maxLength={60}
            ref={(field) => field?.focus()}
          />
          <button type="submit" className={design.button}>
            {m.inbox.save}
          </button>
          <span className={design.fine}>{m.inbox.savedWhere}</span>
        </form>
      ) : (
        used && (
          <button type="button" className={design.plain} onClick={() => setNaming(true)}>
            + {m.inbox.save}
          </button>
        )
      )}
    </div>
  );
}
