import { type InboxSearch, readInbox } from "./search";

/** Filters that somebody gave a name. */
export interface SavedSearch {
  name: string;
  search: InboxSearch;
}

const MOST = 20;

/** The place where a person's filters are kept, in this browser. */
export const placeOf = (user: string) => `everycall.inbox.${user}`;

/** Reads what was kept, and takes nothing from it that it does not know. */
export function readSaved(text: string | null): SavedSearch[] {
  try {
    const kept: unknown = JSON.parse(text ?? "[]");
    if (!Array.isArray(kept)) return [];
    return kept
      .filter(
        (each): each is { name: string; search: Record<string, unknown> } =>
          typeof each?.name === "string" && typeof each.search === "object" && each.search !== null,
      )
      .slice(0, MOST)
      .map(({ name, search }) => ({ name, search: readInbox(search) }));
  } catch {
    return [];
  }
}

/** Adds filters under a name; the same name once more replaces the former ones. */
export function withSaved(saved: readonly SavedSearch[], added: SavedSearch): SavedSearch[] {
  return [...saved.filter(({ name }) => name !== added.name), added].slice(-MOST);
}
