import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { session } from "../app/session";
import { Note } from "../design/states";
import { useSpoken } from "../i18n/context";

/** Shows a page to those who plan reviews; others, who came by an address, are told. */
export function Leads({ children }: { children: ReactNode }) {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  if (me?.may.assign !== undefined) return children;
  return (
    <Note title={m.state.denied}>
      <p>{m.state.deniedWhy}</p>
    </Note>
  );
}
