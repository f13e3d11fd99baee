import { type Query, type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { FOLLOWED } from "../api/queries";
import { session } from "../app/session";
import { type Change, EVERYTHING, readChanges, stale } from "./changes";

/** Changes that come close together are asked for at once. */
const GATHERED_MS = 700;
/** A stream that was refused is tried again after this; one that merely ended, the browser opens by itself. */
const AGAIN_MS = 30_000;

/** Asks again for what changed, as it changes; only while the page is in sight, as browsers have few connections. */
export function useLive() {
  const queries = useQueryClient();
  const { data: me } = useQuery(session);
  const may = me?.may.read_recording !== undefined;
  useEffect(() => {
    if (!may) return;
    let end: (() => void) | null = null;
    const look = () => {
      if (document.visibilityState === "visible") end ??= follow(queries);
      else {
        end?.();
        end = null;
      }
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      end?.();
    };
  }, [queries, may]);
}

/** Whether asking again would ask for many pages; such a list is fresh the next time that it is opened. */
const isLong = ({ state }: Query) => {
  const pages = (state.data as { pages?: unknown[] } | undefined)?.pages;
  return (pages?.length ?? 0) > FOLLOWED;
};

function follow(queries: QueryClient): () => void {
  let gathered: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let source: EventSource | null = null;
  let broken = false;
  const note = (...changes: Change[]) => {
    gathered.push(...changes);
    if (changes.length > 0) timer ??= setTimeout(tell, GATHERED_MS);
  };
  const tell = () => {
    timer = undefined;
    for (const queryKey of stale(gathered)) {
      void queries.invalidateQueries({ queryKey, predicate: (query) => !isLong(query) });
      void queries.invalidateQueries({ queryKey, predicate: isLong, refetchType: "none" });
    }
    gathered = [];
  };
  const open = () => {
    source = new EventSource("/v1/live");
    source.addEventListener("changed", (event) => note(...readChanges(event.data)));
    source.addEventListener("open", () => {
      // What changed while nothing came, nobody tells any more.
      if (broken) note(EVERYTHING);
      broken = false;
    });
    source.addEventListener("error", () => {
      broken = true;
      if (source?.readyState === EventSource.CLOSED) waiting = setTimeout(open, AGAIN_MS);
    });
  };
  open();
  return () => {
    source?.close();
    clearTimeout(timer);
    clearTimeout(waiting);
  };
}
