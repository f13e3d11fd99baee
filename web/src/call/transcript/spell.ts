import type { Turn } from "../../api/types";

/** A piece of a turn's text: a word that was heard at a time, or what stands between words. */
export interface Piece {
  text: string;
  /** Index of the word in its turn; null between words. */
  word: number | null;
}

/** Finds the words of a turn in its text, which has punctuation that no word has. */
export function spell({ text, words }: Pick<Turn, "text" | "words">): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  words.forEach((each, word) => {
    const wanted = each.text.trim();
    const found = wanted === "" ? -1 : text.indexOf(wanted, at);
    if (found < 0) return;
    if (found > at) pieces.push({ text: text.slice(at, found), word: null });
    pieces.push({ text: wanted, word });
    at = found + wanted.length;
  });
  if (at < text.length) pieces.push({ text: text.slice(at), word: null });
  return pieces;
}

/** The last turn that has begun; -1 before the first. */
export function turnAt(turns: readonly { start: number; end: number }[], time: number): number {
  let [low, high] = [0, turns.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle]?.start ?? Number.POSITIVE_INFINITY) <= time) low = middle + 1;
    else high = middle;
  }
  const last = low - 1;
  const before = turns[last - 1];
  const isOver = (turns[last]?.end ?? 0) < time;
  return isOver && before !== undefined && before.end >= time ? last - 1 : last;
}

/** Where a text occurs in the turns: (turn, place in its text), by turn. */
export function hits(turns: readonly { text: string }[], wanted: string): { turn: number; at: number }[] {
  const needle = wanted.trim().toLocaleLowerCase();
  if (needle === "") return [];
  return turns.flatMap(({ text }, turn) => {
    const found: { turn: number; at: number }[] = [];
    const hay = text.toLocaleLowerCase();
    for (let at = hay.indexOf(needle); at >= 0; at = hay.indexOf(needle, at + needle.length))
      found.push({ turn, at });
    return found;
  });
}

/** Which pieces a hit of a search lies in, wholly or in part. */
export function touched(
  pieces: readonly Piece[],
  found: readonly { at: number }[],
  length: number,
): Set<number> {
  const at = new Set<number>();
  let begin = 0;
  pieces.forEach(({ text }, piece) => {
    const end = begin + text.length;
    if (found.some((hit) => hit.at < end && hit.at + length > begin)) at.add(piece);
    begin = end;
  });
  return at;
}
