import { queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import { useSpoken } from "../i18n/context";
import type { Of } from "./queries";

export const inUse = queryOptions({
  queryKey: ["rubrics", "in-use"],
  queryFn: ({ signal }) => get("/v1/rubrics", { signal }),
});

/** Says what a criterion is called, in the language that is read where there is a rubric in it. */
export function useTitles({ rubric }: Pick<Of, "rubric">): (criterion: string) => string {
  const { language } = useSpoken();
  const { data } = useQuery(inUse);
  const forms = (data ?? []).filter(({ id }) => id === rubric);
  const own = forms.find((each) => each.language === language) ?? forms[0];
  const titles = new Map(
    own?.sections.flatMap(({ criteria }) => criteria).map(({ id, title }) => [id, title]),
  );
  return (criterion) => titles.get(criterion) ?? criterion;
}
