import { queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import { useSpoken } from "../i18n/context";
import { version, versions } from "../rubrics/queries";
import type { Of } from "./queries";

export const inUse = queryOptions({
  queryKey: ["rubrics", "in-use"],
  queryFn: ({ signal }) => get("/v1/rubrics", { signal }),
});

/** The criteria of a rubric, in the language that is read where there is a rubric in it; of its newest version where none is in use. */
export function useCriteria(rubric: string): { id: string; title: string }[] {
  const { language } = useSpoken();
  const { data } = useQuery(inUse);
  const forms = (data ?? []).filter(({ id }) => id === rubric);
  const own = forms.find((each) => each.language === language) ?? forms[0];
  const { data: shelf } = useQuery({ ...versions, enabled: data !== undefined && own === undefined });
  const kept = (shelf ?? []).filter((each) => each.rubric === rubric).toReversed();
  const { digest } = kept.find((each) => each.language === language) ?? kept[0] ?? {};
  const { data: whole } = useQuery({ ...version(digest ?? ""), enabled: digest !== undefined });
  return (own ?? whole?.rubric)?.sections.flatMap(({ criteria }) => criteria) ?? [];
}

/** Says what a criterion is called. */
export function useTitles({ rubric }: Pick<Of, "rubric">): (criterion: string) => string {
  const titles = new Map(useCriteria(rubric).map(({ id, title }) => [id, title]));
  return (criterion) => titles.get(criterion) ?? criterion;
}
