import { readStretch, type Stretch } from "../team/stretch";

export const VIEWS = ["sessions", "agreement", "errors", "published", "modes"] as const;
export type View = (typeof VIEWS)[number];

/** What published figures are told of, one by one. */
export const GROUPS = ["team", "queue", "agent", "version"] as const;
export type Grouped = (typeof GROUPS)[number];

/** What the address of the page says. */
export interface CalibrationSearch extends Pick<Stretch, "weeks" | "since" | "until"> {
  view?: View;
  rubric?: string;
  version?: string;
  language?: "zh" | "en";
  queue?: string;
  team?: string;
  by?: Grouped;
  /** Which figure is told of each group: `score`, `passed`, or a criterion. */
  figure?: string;
}

const isView = (given: unknown): given is View => VIEWS.some((each) => each === given);
const text = (given: unknown) =>
  typeof given === "string" || typeof given === "number" ? String(given).slice(0, 200) : undefined;

/** Reads an address; what it does not know it leaves out. */
export function readSearch(given: Record<string, unknown>): CalibrationSearch {
  const read = {
    view: isView(given.view) ? given.view : undefined,
    rubric: text(given.rubric),
    version: text(given.version),
    language: given.language === "zh" || given.language === "en" ? given.language : undefined,
    queue: text(given.queue),
    team: text(given.team),
    by: GROUPS.find((each) => each === given.by),
    figure: text(given.figure),
    ...readStretch({ ...given, period: undefined }),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined && value !== ""));
}
