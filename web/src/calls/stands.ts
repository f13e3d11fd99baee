/** What stands for a call by each rubric, in the order given: a person's word, the newest, else the machine's. */
export function stands<T>(
  all: readonly T[],
  rubricOf: (each: T) => string,
  byPerson: (each: T) => boolean,
): T[] {
  const found = new Map<string, T>();
  for (const each of all) {
    const former = found.get(rubricOf(each));
    if (former === undefined || byPerson(each) || !byPerson(former)) found.set(rubricOf(each), each);
  }
  return [...found.values()];
}
