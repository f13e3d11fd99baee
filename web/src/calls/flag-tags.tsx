import { Link } from "@tanstack/react-router";
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
  return byKind(flags).map(([kind, raised]) => {
    const first = raised.find(({ start }) => start !== null) ?? raised[0];
    return (
      <Link
        key={kind}
        to="/calls/$id"
        params={{ id: recording }}
        search={{
          ...(first?.start == null ? {} : { t: Math.floor(first.start) }),
          ...(first?.rubric == null ? {} : { rubric: first.rubric }),
        }}
        // The row's own link leads to the call by keyboard.
        tabIndex={-1}
        className={design.flag}
        title={explained(kind, raised, { m, language, said })}
      >
        ⚑ {m.flag[kind] ?? kind}
      </Link>
    );
  });
}
