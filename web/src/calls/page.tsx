import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { recordings } from "../api/queries";
import { session } from "../app/session";
import { readExport } from "../compliance/taking";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Sayings } from "../i18n/prose";
import { saidOn } from "../i18n/said";
import style from "./calls.module.css";
import { FilterBar } from "./filter-bar";
import { asked, type CallsSearch } from "./filters";
import { List } from "./list";

/** Every call there is, newest first. */
export function CallsPage() {
  const { m } = useSpoken();
  const search = useSearch({ from: "/inside/calls" });
  const navigate = useNavigate({ from: "/calls" });
  const { data: me } = useQuery(session);
  const change = (to: CallsSearch) => navigate({ search: to, replace: true });
  const found = useInfiniteQuery({ ...recordings(asked(search)), placeholderData: keepPreviousData });
  const listed = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const said = useMemo(() => saidOn(found.data?.pages), [found.data]);
  useEffect(() => {
    document.title = `${m.calls.title} · ${m.product}`;
  }, [m]);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>{m.calls.title}</h1>
        <p className={style.count} aria-live="polite">
          {found.isSuccess && m.calls.shown(listed.length, found.hasNextPage)}
        </p>
        {me?.may.export_results !== undefined && (
          <Link to="/compliance/exports" search={readExport(asked(search))} className={style.aside}>
            {m.inbox.exportThese}
          </Link>
        )}
      </header>
      <FilterBar search={search} onChange={change} />
      {found.isPending && <Loading lines={10} />}
      {found.isError && listed.length === 0 && <Failed error={found.error} again={() => found.refetch()} />}
      {found.isSuccess && listed.length === 0 && <Nothing filtered={Object.keys(search).length > 0} />}
      {listed.length > 0 && (
        <Sayings said={said}>
          <List
            listed={listed}
            more={found.hasNextPage}
            onEnd={() => {
              if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage();
            }}
          />
        </Sayings>
      )}
    </div>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  const { m } = useSpoken();
  return (
    <Note title={filtered ? m.calls.none : m.calls.empty}>
      <p>{filtered ? m.calls.noneWhy : m.calls.emptyWhy}</p>
    </Note>
  );
}
