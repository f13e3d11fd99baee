import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { REVIEWS, reviews, skip, takeOver } from "../api/programme";
import type { Task } from "../api/types";
import { useNames } from "../app/names";
import { session } from "../app/session";
import { Ask, Told } from "../design/ask";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Sayings } from "../i18n/prose";
import { saidOn } from "../i18n/said";
import { Bar } from "./bar";
import { FlaggedCalls } from "./flagged";
import { Handing } from "./handing";
import style from "./inbox.module.css";
import { List } from "./list";
import { asked, filtersOf, type InboxSearch, VIEWS, type View } from "./search";

/** What waits for somebody's judgement: one's own list, everybody's, and calls that are flagged. */
export function InboxPage() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/inbox" });
  const navigate = useNavigate({ from: "/inbox" });
  const view = search.view ?? "mine";
  const change = (to: InboxSearch) => navigate({ search: to, replace: true });
  useEffect(() => {
    document.title = `${m.inbox.title} · ${m.product}`;
  }, [m]);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>{m.inbox.title}</h1>
        <nav aria-label={m.inbox.view.label} className={style.views}>
          {VIEWS.map((each) => (
            <button
              key={each}
              type="button"
              className={style.view}
              {...(each === view ? { "aria-current": "page" as const } : {})}
              onClick={() => change({ ...filtersOf(search), ...(each === "mine" ? {} : { view: each }) })}
            >
              {m.inbox.view[each]}
            </button>
          ))}
        </nav>
      </header>
      <Bar search={search} onChange={change} />
      {view === "flagged" ? (
        <FlaggedCalls flag={search.flag ?? "auto_fail"} search={search} />
      ) : (
        <Reviews search={search} view={view} />
      )}
    </div>
  );
}

function Reviews({ search, view }: { search: InboxSearch; view: Exclude<View, "flagged"> }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const { data: me } = useQuery(session);
  const navigate = useNavigate();
  const found = useInfiniteQuery({ ...reviews(asked(search)), placeholderData: keepPreviousData });
  const tasks = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const said = useMemo(() => saidOn(found.data?.pages), [found.data]);
  const nameOf = useNames(tasks.map(({ review }) => review.reviewer));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [skipped, setSkipped] = useState<Task | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const again = () => queries.invalidateQueries({ queryKey: [REVIEWS] });
  const take = async ({ review }: Task) => {
    setRefused(null);
    try {
      await takeOver(review.id);
      await again();
      await navigate({
        to: "/calls/$id",
        params: { id: review.recording },
        search: { rubric: review.rubric },
      });
    } catch (error) {
      setRefused(error);
    }
  };
  const choose = (ids: readonly string[]) =>
    setChosen((former) => {
      const all = ids.every((each) => former.has(each));
      const next = new Set(former);
      for (const each of ids) all ? next.delete(each) : next.add(each);
      return next;
    });
  const leads = me?.may.assign !== undefined && view === "all";
  if (found.isPending) return <Loading lines={10} />;
  if (found.isError && tasks.length === 0)
    return <Failed error={found.error} again={() => found.refetch()} />;
  return (
    <>
      <Told error={refused} />
      {leads && <Handing chosen={chosen} onDone={() => setChosen(new Set())} />}
      {tasks.length === 0 ? (
        <Nothing view={view} filtered={Object.keys(filtersOf(search)).length > 0} />
      ) : (
        <Sayings said={said}>
          <List
            tasks={tasks}
            more={found.hasNextPage}
            me={me?.id ?? ""}
            nameOf={nameOf}
            chosen={leads ? chosen : null}
            onChoose={choose}
            onTake={me?.may.review !== undefined && view !== "done" ? take : null}
            onSkip={view === "mine" ? setSkipped : null}
            onEnd={() => {
              if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
            }}
          />
        </Sayings>
      )}
      {skipped !== null && (
        <Ask
          title={m.inbox.skipTitle}
          label={m.inbox.skipWhy}
          confirm={m.inbox.skip}
          onGive={async (reason) => {
            await skip(skipped.review.id, reason);
            await again();
          }}
          onClose={() => setSkipped(null)}
        />
      )}
    </>
  );
}

function Nothing({ view, filtered }: { view: Exclude<View, "flagged">; filtered: boolean }) {
  const { m } = useSpoken();
  const texts = {
    mine: [m.inbox.empty, m.inbox.emptyWhy],
    all: [m.inbox.emptyAll, m.inbox.emptyAllWhy],
    done: [m.inbox.emptyDone, m.inbox.emptyDoneWhy],
  } as const;
  const [title, why] = filtered ? [m.inbox.none, m.inbox.noneWhy] : texts[view];
  return (
    <Note title={title}>
      <p>{why}</p>
    </Note>
  );
}
