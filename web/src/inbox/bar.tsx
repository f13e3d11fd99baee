import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { savedFilters } from "../api/saved";
import { useRubricNames } from "../app/rubric-names";
import { session } from "../app/session";
import calls from "../calls/calls.module.css";
import { Choice, Writing } from "../calls/filter-bar";
import { FLAGS } from "../calls/filters";
import { SavedFilters } from "../calls/saved-filters";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { said } from "../plans/period";
import { reviewPlans } from "../plans/queries";
import style from "./inbox.module.css";
import { moveOver } from "./saved";
import { filtersOf, type InboxSearch, kept, OPEN, readInbox } from "./search";

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
        <Writing
          label={m.calls.team}
          named="teams"
          value={search.team ?? ""}
          onChange={(value) => set("team", value)}
        />
        {search.view !== "flagged" && (
          <PlanChoice plan={search.plan} onChange={(value) => set("plan", value)} />
        )}
        {search.view === "all" && (
          <Choice
            label={m.calls.state}
            value={search.state}
            options={OPEN.map((each) => [each, m.inbox.state[each]])}
            onChange={(value) => set("state", value)}
          />
        )}
        {search.view !== "flagged" && search.view !== "done" && (
          <>
            <Check
              name={m.inbox.overdueOnly}
              isOn={search.overdue === true}
              onTurn={(isOn) => set("overdue", isOn)}
            />
            <Check name={m.inbox.soonOnly} isOn={search.soon === true} onTurn={(isOn) => set("soon", isOn)} />
          </>
        )}
        {(search.view === "all" || search.skipped === true) && (
          <Check
            name={m.inbox.skippedOnly}
            isOn={search.skipped === true}
            onTurn={(isOn) => set("skipped", isOn)}
          />
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
          present={Object.keys(search).length === 0 ? null : kept(search)}
          onChoose={(filters) => onChange(readInbox(filters))}
        />
      </search>
    </details>
  );
}

function Check({ name, isOn, onTurn }: { name: string; isOn: boolean; onTurn(isOn: boolean): void }) {
  return (
    <label className={style.check}>
      <input type="checkbox" checked={isOn} onChange={(event) => onTurn(event.target.checked)} />
      {name}
    </label>
  );
}

/** The plan that drew them, by rubric and period. */
function PlanChoice({
  plan,
  onChange,
}: {
  plan: string | undefined;
  onChange(plan: string | undefined): void;
}) {
  const { m, language } = useSpoken();
  const rubricOf = useRubricNames();
  const { data } = useQuery(reviewPlans);
  const plans = data?.items ?? [];
  if (plans.length === 0 && plan === undefined) return null;
  const options = plans.map((each): [string, string] => [
    each.id,
    `${rubricOf(each.rubric)} · ${said(each.since, each.before, language)}`,
  ]);
  const known = plan === undefined || plans.some(({ id }) => id === plan);
  return (
    <span className={style.plan}>
      <Choice
        label={m.inbox.plan}
        value={plan}
        options={known ? options : [...options, [plan, plan]]}
        onChange={onChange}
      />
    </span>
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
