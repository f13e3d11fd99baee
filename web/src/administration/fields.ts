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
