import type { ReviewFilters } from "../api/programme";
import type { FlagKind } from "../api/types";
import { FLAGS } from "../calls/filters";

export const VIEWS = ["mine", "all", "flagged", "done"] as const;
export type View = (typeof VIEWS)[number];

/** What the address of the inbox says; without a view it is one's own list. */
export type InboxSearch = {
  view?: Exclude<View, "mine">;
  flag?: FlagKind;
  queue?: string;
  agent?: string;
  language?: "zh" | "en";
  overdue?: true;
};

const LONGEST = 200;

function written(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.slice(0, LONGEST) : undefined;
}

/** Reads an address; what it does not know it leaves out. */
export function readInbox(given: Record<string, unknown>): InboxSearch {
  const read = {
    view: (["all", "flagged", "done"] as const).find((each) => each === given.view),
    flag: FLAGS.find((each) => each === given.flag),
    queue: written(given.queue),
    agent: written(given.agent),
    language: (["zh", "en"] as const).find((each) => each === given.language),
    overdue: given.overdue === true ? true : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The filters of a search, without the list they narrow. */
export function filtersOf({ view: _, ...filters }: InboxSearch): Omit<InboxSearch, "view"> {
  return filters;
}

/** Says a search as the API takes it. */
export function asked(search: InboxSearch): ReviewFilters {
  const view = search.view ?? "mine";
  return {
    ...filtersOf(search),
    ...(view === "mine" ? { mine: true } : {}),
    ...(view === "done" ? { state: ["submitted", "released", "acknowledged"] } : {}),
  };
}
