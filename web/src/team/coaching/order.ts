/** The same things with the one at a place moved by some places; beyond the ends it stays. */
export function moved<T>(things: readonly T[], at: number, by: number): T[] {
  const found = [...things];
  const to = at + by;
  if (at < 0 || to < 0 || at >= things.length || to >= things.length) return found;
  found.splice(to, 0, ...found.splice(at, 1));
  return found;
}
