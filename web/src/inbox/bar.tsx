import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { savedFilters } from "../api/saved";
import { session } from "../app/session";
import calls from "../calls/calls.module.css";
import { Choice, Writing } from "../calls/filter-bar";
import { FLAGS } from "../calls/filters";
import { SavedFilters } from "../calls/saved-filters";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./inbox.module.css";
import { moveOver } from "./saved";
import { filtersOf, type InboxSearch, readInbox } from "./search";

interface Narrowing {
  search: InboxSearch;
  onChange(search: InboxSearch): void;
}

/** What narrows the inbox, and the filters that somebody keeps. */
export function Bar({ search, onChange }: Narrowing) {
  const { m } = useSpoken();
  useMovedOver();
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
        <Writing
          label={m.calls.queue}
          named="queues"
          value={search.queue ?? ""}
          onChange={(value) => set("queue", value)}
        />
        <Writing
          label={m.calls.agent}
          named="agents"
          value={search.agent ?? ""}
          onChange={(value) => set("agent", value)}
        />
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
        <SavedFilters
          list="inbox"
          present={Object.keys(search).length === 0 ? null : search}
          onChoose={(filters) => onChange(readInbox(filters))}
        />
      </search>
    </details>
  );
}

/** Moves what this browser kept over to the house, where it is the same wherever one signs in. */
function useMovedOver() {
  const queries = useQueryClient();
  const { data: me } = useQuery(session);
  const { data: there } = useQuery(savedFilters);
  const user = me?.id;
  useEffect(() => {
    if (user === undefined || there === undefined) return;
    void moveOver(localStorage, user, there.items).then(async (moved) => {
      if (moved) await queries.invalidateQueries({ queryKey: savedFilters.queryKey });
    });
  }, [queries, user, there]);
}
