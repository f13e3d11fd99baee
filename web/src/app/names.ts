import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { names } from "../api/programme";
import { session } from "./session";

const MADE_UP = /^[0-9a-f]{16,}$/;

/** Says what people are called whose ids stand somewhere; who has no name here keeps the id, or its beginning. */
export function useNames(ids: readonly (string | null | undefined)[]): (id: string) => string {
  const { data: me } = useQuery(session);
  const asked = [...new Set(ids)].filter((each): each is string => typeof each === "string" && each !== "");
  const others = asked.filter((each) => each !== me?.id).sort();
  const { data } = useQuery({ ...names(others.slice(0, 200)), placeholderData: keepPreviousData });
  return (id) => (id === me?.id ? me.name : (data?.items[id] ?? (MADE_UP.test(id) ? id.slice(0, 8) : id)));
}
