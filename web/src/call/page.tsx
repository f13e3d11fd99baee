import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { recording } from "../api/queries";
import { Failed, Loading } from "../design/states";
import { useSpoken } from "../i18n/context";
import { Desk } from "./desk";

/** One call: heard, read and judged in one place. */
export function CallPage() {
  const { m } = useSpoken();
  const { id } = useParams({ from: "/inside/calls/$id" });
  const { data, error, refetch } = useQuery(recording(id));
  const name = data?.recording.metadata.source_call_id ?? id.slice(0, 12);
  useEffect(() => {
    document.title = `${m.call.title(name)} · ${m.product}`;
  }, [m, name]);
  if (error && data === undefined) return <Failed error={error} again={() => refetch()} />;
  if (data === undefined) return <Loading lines={12} />;
  return <Desk key={id} detailed={data} />;
}
