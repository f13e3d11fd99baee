import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { recordings } from "../api/queries";
import type { FlagKind } from "../api/types";
import { List } from "../calls/list";
import design from "../design/design.module.css";
import { Failed, Loading, Note } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Sayings } from "../i18n/prose";
import { saidOn } from "../i18n/said";
import style from "./inbox.module.css";
import type { InboxSearch } from "./search";

/** Calls with a flag, whether or not anybody was asked to review them. */
export function FlaggedCalls({ flag, search }: { flag: FlagKind; search: InboxSearch }) {
  const { m } = useSpoken();
  const { queue, agent, team, language } = search;
  const filters = {
    flag,
    ...(queue === undefined ? {} : { queue }),
    ...(agent === undefined ? {} : { agent }),
    ...(team === undefined ? {} : { team }),
    ...(language === undefined ? {} : { language }),
  };
  const found = useInfiniteQuery({ ...recordings(filters), placeholderData: keepPreviousData });
  const listed = useMemo(() => found.data?.pages.flatMap((page) => page.items) ?? [], [found.data]);
  const said = useMemo(() => saidOn(found.data?.pages), [found.data]);
  if (found.isPending) return <Loading lines={10} />;
  if (found.isError && listed.length === 0)
    return <Failed error={found.error} again={() => found.refetch()} />;
  return (
    <>
      <p className={style.told}>
        <strong>⚑ {m.flag[flag] ?? flag}</strong> {m.inbox.meaning[flag]}{" "}
        <span className={design.fine}>{m.inbox.flaggedWhy}</span>
      </p>
      {listed.length === 0 ? (
        <Note title={m.inbox.none}>
          <p>{m.inbox.noneWhy}</p>
        </Note>
      ) : (
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
    </>
  );
}
