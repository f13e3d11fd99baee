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
  team?: string;
  overdue?: true;
  /** Due within seven days. */
  soon?: true;
  /** Id of the plan that drew them. */
  plan?: string;
  state?: OpenState;
  /** That somebody would not do. */
  skipped?: true;
};

/** What an open review can be. */
export const OPEN = ["waiting", "assigned"] as const;
type OpenState = (typeof OPEN)[number];

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
    team: written(given.team),
    overdue: given.overdue === true ? true : undefined,
    soon: given.soon === true ? true : undefined,
    plan: written(given.plan),
    state: OPEN.find((each) => each === (Array.isArray(given.state) ? given.state[0] : given.state)),
    skipped: given.skipped === true ? true : undefined,
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
  const { state, ...filters } = filtersOf(search);
  return {
    ...filters,
    ...(view === "all" && state !== undefined ? { state: [state] } : {}),
    ...(view === "mine" ? { mine: true } : {}),
    ...(view === "done" ? { state: ["submitted", "released", "acknowledged"] } : {}),
  };
}

/** Says a search as it is kept: the API has several states where the page has one. */
export function kept({ state, ...search }: InboxSearch): Record<string, unknown> {
  return { ...search, ...(state === undefined ? {} : { state: [state] }) };
}
