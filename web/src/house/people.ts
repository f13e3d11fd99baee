import { queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "../api/client";
import { every } from "../api/every";
import { session } from "../app/session";
import { useSpoken } from "../i18n/context";

export const people = queryOptions({
  queryKey: ["people"],
  queryFn: ({ signal }) => every((from) => get("/v1/people", { query: from, signal })),
});

/** Who did something, by the name that the audit trail has: a person's id, a source, or the house itself. */
export function useNames(): (id: string) => string {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const { data } = useQuery({ ...people, enabled: me?.may.read_people !== undefined });
  const names = new Map(data?.items.map((each) => [each.id, each.name]));
  return (id) => {
    if (id === "everycall") return m.house.itself;
    if (id === "cli") return m.house.console;
    if (id === "") return m.house.nobody;
    return names.get(id) ?? (id === me?.id ? me.name : id);
  };
}
