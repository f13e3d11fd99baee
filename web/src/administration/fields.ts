/** Reads words that are written with commas between, of either script. */
export function words(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[,，、;；\n]/)
        .map((each) => each.trim())
        .filter((each) => each !== ""),
    ),
  ];
}

/** A team with those below it. */
export interface Branch {
  name: string;
  below: Branch[];
}

/** Lays the tree of teams out from each one's parent; what stands in a circle stands at the top. */
export function tree(parents: Readonly<Record<string, string | null>>): Branch[] {
  const names = Object.keys(parents).sort((a, b) => a.localeCompare(b));
  const placed = new Set<string>();
  const under = (parent: string | null): Branch[] =>
    names
      .filter((name) => (parents[name] ?? null) === parent && !placed.has(name))
      .map((name) => {
        placed.add(name);
        return { name, below: under(name) };
      });
  const top = under(null);
  const left = names.filter((name) => !placed.has(name)).map((name) => ({ name, below: [] }));
  return [...top, ...left];
}

/** Hours of a day in which people are told nothing, on the clock of a zone. */
export interface QuietHours {
  start: string;
  end: string;
  zone: string;
}

/** Reads quiet hours as a form gives them; without both ends, or with nothing between them, there are none. */
export function quietHours(given: Readonly<Record<string, string>>): QuietHours | null {
  const { quiet_start: start = "", quiet_end: end = "", quiet_zone: zone = "" } = given;
  return start === "" || end === "" || start === end ? null : { start, end, zone };
}

/** A clock on the wall as the API writes it, `22:00:00`, as people do. */
export const onTheWall = (time: string) => time.slice(0, 5);
