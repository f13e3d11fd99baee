import type { Filters } from "../api/queries";
import type { FlagKind, State } from "../api/types";

/** What the address of the list says. */
export type CallsSearch = {
  state?: State;
  flag?: FlagKind;
  language?: "zh" | "en";
  agent?: string;
  queue?: string;
  team?: string;
  call?: string;
  rubric?: string;
  below?: number;
  order?: "oldest";
};

export const STATES: readonly State[] = ["waiting", "working", "done", "failed", "not_scorable"];
export const FLAGS: readonly FlagKind[] = [
  "auto_fail",
  "under_pass_mark",
  "undecided",
  "low_confidence",
  "tension_peak",
  "speech_without_words",
  "uncertain_parties",
  "swapped_channels",
  "health",
  "keyword",
  "assist",
  "random",
];

const LONGEST = 200;

function written(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value.trim() !== "" ? value.slice(0, LONGEST) : undefined;
}

function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((each) => each === value);
}

/** Reads an address; what it does not know it leaves out. */
export function readSearch(given: Record<string, unknown>): CallsSearch {
  const below =
    typeof given.below === "number" && given.below >= 0 && given.below <= 100 ? given.below : undefined;
  const read = {
    state: oneOf(STATES, given.state),
    flag: oneOf(FLAGS, given.flag),
    language: oneOf(["zh", "en"] as const, given.language),
    agent: written(given.agent),
    queue: written(given.queue),
    team: written(given.team),
    call: written(given.call),
    rubric: written(given.rubric),
    below,
    order: oneOf(["oldest"] as const, given.order),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** Says a search as the API takes it. */
export function asked(search: CallsSearch): Filters {
  const { state, call, below, order, ...same } = search;
  return {
    ...same,
    ...(state === undefined ? {} : { state: [state] }),
    ...(call === undefined ? {} : { call_id: call }),
    ...(below === undefined ? {} : { score_to: below }),
    ...(order === undefined ? {} : { order }),
  };
}

/** Reads what the API was asked, back into a search; what the page has no field for is left out. */
export function searchOf(filters: Record<string, unknown>): CallsSearch {
  const { state, call_id, score_to, ...same } = filters;
  return readSearch({
    ...same,
    state: Array.isArray(state) ? state[0] : state,
    call: call_id,
    below: score_to,
  });
}
