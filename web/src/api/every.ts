/** A stretch of a list, as the API gives it. */
interface Stretch<T> {
  items: readonly T[];
  next: string | null;
}

/** Reads a list to its end, page after page, for pages that show all of it. */
export async function every<T>(
  read: (cursor: { cursor?: string }) => Promise<Stretch<T>>,
): Promise<{ items: T[] }> {
  const items: T[] = [];
  let next: string | null = null;
  do {
    const page: Stretch<T> = await read(next === null ? {} : { cursor: next });
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return { items };
}
