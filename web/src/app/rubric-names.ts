import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSpoken } from "../i18n/context";
import type { Language } from "../i18n/format";
import { type Version, versions } from "../rubrics/queries";
import { kinds } from "../rubrics/shelf";
import { session } from "./session";

const STALE_MS = 10 * 60_000;

/** The titles of rubrics by their id, in the reader's language where there is a rubric in it. */
export function titlesOf(shelf: readonly Version[], language: Language): ReadonlyMap<string, string> {
  const own = (each: { language: string }) => (each.language === language ? 1 : 0);
  // The last one of an id stands.
  const sorted = kinds(shelf).toSorted((one, other) => own(one) - own(other));
  return new Map(sorted.map(({ rubric, title }) => [rubric, title]));
}

/** Says what rubrics are called; one that is on no shelf any more keeps its id. */
export function useRubricNames(): (rubric: string) => string {
  const { m, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data } = useQuery({
    ...versions,
    enabled: me?.may.read_rubric !== undefined,
    staleTime: STALE_MS,
  });
  return useMemo(() => {
    const titles = titlesOf(data ?? [], language);
    return (rubric) => titles.get(rubric) ?? m.rubric[rubric] ?? rubric;
  }, [data, language, m]);
}
