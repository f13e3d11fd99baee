import type { Filters } from "../api/queries";

export const VIEWS = ["needs", "heat", "trend", "coaching"] as const;
export type View = (typeof VIEWS)[number];
export const LINES = ["team", "queue", "agent", "criterion"] as const;
export type LinesBy = (typeof LINES)[number];

/** What the address of the page says. */
export interface TeamSearch {
  view?: View;
  rubric?: string;
  team?: string;
  queue?: string;
  by?: LinesBy;
  criterion?: string;
}

function oneOf<T extends string>(known: readonly T[], given: unknown): T | undefined {
  return known.find((each) => each === given);
}

const text = (given: unknown) =>
  (typeof given === "string" && given !== "") || typeof given === "number"
    ? String(given).slice(0, 200)
    : undefined;

const known = <T extends object>(read: T): T =>
  Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as T;

/** Reads an address; what it does not know it leaves out. */
export function readTeam(given: Record<string, unknown>): TeamSearch {
  return known({
    view: oneOf(VIEWS, given.view),
    rubric: text(given.rubric),
    team: text(given.team),
    queue: text(given.queue),
    by: oneOf(LINES, given.by),
    criterion: text(given.criterion),
  }) as TeamSearch;
}

/** Which calls lie behind a number, as the API itself says it. */
export type Behind = Readonly<Record<string, string>>;

const NAMES: ReadonlySet<string> = new Set([
  "rubric",
  "criterion",
  "outcome",
  "agent",
  "team",
  "queue",
  "version",
  "language",
  "author",
  "day_from",
  "day_before",
  "score_from",
  "score_to",
]);

/** Reads which calls are asked for; other names are nothing that a list is narrowed by. */
export function readBehind(given: Record<string, unknown>): Behind {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, string][] => {
      const told = text(value);
      return NAMES.has(name) && told !== undefined ? [[name, told]] : [];
    }),
  );
}

/** Says it as the list of recordings takes it. */
export const asFilters = (behind: Behind): Filters => behind as Filters;

/** Whom, by which rubric, on what. */
export interface Need {
  agent?: string;
  rubric?: string;
  criterion?: string;
}

export const readNeed = (given: Record<string, unknown>): Need =>
  known({ agent: text(given.agent), rubric: text(given.rubric), criterion: text(given.criterion) }) as Need;
