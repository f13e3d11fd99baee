import { useSpoken } from "../i18n/context";
import { useDay } from "./day";
import type { Broken } from "./lines";

/** Says, for a chart, what changed before its places, and from what to what. */
export function useBroken(): (broken: readonly Broken[]) => { at: number; name: string }[] {
  const { m } = useSpoken();
  const day = useDay();
  return (broken) =>
    broken.map(({ at, changes }) => ({
      at,
      name: changes
        .map(({ part, day: when, period, former, present }) => {
          const what = m.team.part[part] ?? part;
          const told = when === null ? m.team.changedIn(what, day(period)) : m.team.changed(what, day(when));
          return former === null || present === null ? told : m.team.fromTo(told, former, present);
        })
        .join(" · "),
    }));
}
