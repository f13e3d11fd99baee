import { Refusal } from "../api/client";
import { type SavedFilter, saveFilter } from "../api/saved";
import { type InboxSearch, readInbox } from "./search";

/** Filters as a browser kept them before the house did. */
export interface KeptHere {
  name: string;
  search: InboxSearch;
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Bad requests, conflicts, and what cannot be used. */
const REFUSED: ReadonlySet<number> = new Set([400, 409, 422]);

const placeOf = (user: string) => `everycall.inbox.${user}`;

/** Reads what was kept, and takes nothing from it that it does not know. */
export function readSaved(text: string | null): KeptHere[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept
      .filter(
        (each): each is { name: string; search: Record<string, unknown> } =>
          typeof each?.name === "string" && typeof each.search === "object" && each.search !== null,
      )
      .map(({ name, search }) => ({ name, search: readInbox(search) }));
  } catch {
    return [];
  }
}

/**
 * Moves what a browser kept to the house, once. What has the name there already stays as it is there; what cannot be
 * moved now stays here for the next time. Tells whether anything came over.
 */
export async function moveOver(
  place: Place,
  user: string,
  there: readonly SavedFilter[],
  save: typeof saveFilter = saveFilter,
): Promise<boolean> {
  const kept = readSaved(place.getItem(placeOf(user)));
  const known = new Set(there.filter((each) => each.list === "inbox").map((each) => each.name));
  let moved = false;
  for (const [at, { name, search }] of kept.entries()) {
    if (!known.has(name))
      try {
        await save([], "inbox", name, search);
        moved = true;
      } catch (error) {
        // What is refused once is refused for ever; a service that was away is asked again.
        if (!(error instanceof Refusal && REFUSED.has(error.status))) {
          place.setItem(placeOf(user), JSON.stringify(kept.slice(at)));
          return moved;
        }
      }
  }
  place.removeItem(placeOf(user));
  return moved;
}
