import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { session } from "../../app/session";
import { Failed, Loading, Note } from "../../design/states";
import { useSpoken } from "../../i18n/context";
import { version, versions } from "../queries";
import { begun, FIRST, type Kept, placeOf, readKept } from "./kept";
import { Workshop } from "./workshop";

/** Where a rubric is written: its text and its form side by side, tried as one writes. */
export function EditorPage() {
  const { m, language } = useSpoken();
  const { from } = useSearch({ from: "/inside/rubrics/editor" });
  const { data: me } = useQuery(session);
  const base = useQuery({ ...version(from ?? ""), enabled: from !== undefined });
  const listed = useQuery(versions);
  useEffect(() => {
    document.title = `${m.rubrics.editor} · ${m.product}`;
  }, [m]);
  const family = useMemo(
    () =>
      (listed.data ?? []).filter(
        (each) => each.rubric === base.data?.rubric.id && each.language === base.data.rubric.language,
      ),
    [listed.data, base.data],
  );
  if (me && !me.may.write_rubric)
    return (
      <Note title={m.state.denied}>
        <p>{m.state.deniedWhy}</p>
      </Note>
    );
  if (base.isError) return <Failed error={base.error} again={() => base.refetch()} />;
  if (listed.isError) return <Failed error={listed.error} again={() => listed.refetch()} />;
  if (!me || listed.isPending || (from !== undefined && base.isPending)) return <Loading lines={12} />;
  const place = placeOf(me.id, from);
  const start: Omit<Kept, "at"> = base.data
    ? {
        text: begun(base.data.source.text, new Set(family.map((each) => each.version))),
        examples: base.data.source.examples,
      }
    : FIRST[language];
  return <Workshop key={place} place={place} start={start} kept={readKept(localStorage.getItem(place))} />;
}
