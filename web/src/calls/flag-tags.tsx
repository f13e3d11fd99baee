import { useNavigate } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import type { Flag } from "../api/types";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { useSaid } from "../i18n/prose";
import { byKind, explained } from "./why";

interface Tagged {
  recording: string;
  flags: readonly Flag[];
}

/** The flags of a call in a list: what each means and why it was raised, and the moment it leads to. */
export function FlagTags({ recording, flags }: Tagged) {
  const { m, language } = useSpoken();
  const said = useSaid();
  const navigate = useNavigate();
  return byKind(flags).map(([kind, raised]) => {
    const first = raised.find(({ start }) => start !== null) ?? raised[0];
    const search = {
      ...(first?.start == null ? {} : { t: Math.floor(first.start) }),
      ...(first?.rubric == null ? {} : { rubric: first.rubric }),
    };
    const open = (event: MouseEvent) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void navigate({ to: "/calls/$id", params: { id: recording }, search });
    };
    const asked = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)]));
    return (
      // The router's own links would each look at its state whenever a row is scrolled in; there are many of these.
      <a
        key={kind}
        href={`/calls/${encodeURIComponent(recording)}?${asked}`}
        onClick={open}
        // The row's own link leads to the call by keyboard.
        tabIndex={-1}
        className={design.flag}
        title={explained(kind, raised, { m, language, said })}
      >
        ⚑ {m.flag[kind] ?? kind}
      </a>
    );
  });
}
