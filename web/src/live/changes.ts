/** Something that changed, as the stream of changes tells it. */
export interface Change {
  kind: string;
  recording: string;
}

/** That more changed than is told. */
export const EVERYTHING: Change = { kind: "everything", recording: "" };

/** What begins the keys of queries that a change makes old. */
export type Stale = readonly unknown[];

/** Reads what a stream told; what it does not know it leaves out. */
export function readChanges(text: string): Change[] {
  try {
    const told: unknown = JSON.parse(text);
    if (!Array.isArray(told)) return [];
    return told.filter(
      (each): each is Change => typeof each?.kind === "string" && typeof each.recording === "string",
    );
  } catch {
    return [];
  }
}

/** Says which queries are to be asked again: of a review its lists, of a call what is shown of it. */
export function stale(changes: readonly Change[]): Stale[] {
  const found = new Map<string, Stale>();
  const mark = (...key: Stale) => found.set(JSON.stringify(key), key);
  for (const { kind, recording } of changes) {
    if (kind === EVERYTHING.kind) return [[]];
    const noun = kind.split(".")[0];
    if (noun === "review") mark("reviews");
    if (noun === "dispute" || noun === "proposal") mark("disputes");
    if (noun !== "review" || kind === "review.released") {
      mark("recordings");
      mark("recording", recording);
      mark("evaluations", recording);
    }
  }
  return [...found.values()];
}
