import type { Filters } from "../api/queries";
import type { components } from "../api/schema";
import { readStretch, type Stretch } from "./stretch";
import { readWeek } from "./week/weeks";

export const VIEWS = ["week", "needs", "heat", "peers", "trend", "board", "coaching"] as const;
export type View = (typeof VIEWS)[number];
export const LINES = ["team", "queue", "agent", "criterion"] as const;
export type LinesBy = (typeof LINES)[number];

/** What the address of the page says. */
export interface TeamSearch extends Stretch {
  view?: View;
  rubric?: string;
  team?: string;
  queue?: string;
  by?: LinesBy;
  criterion?: string;
  /** Of the view of one week, as ISO 8601 writes it; the last that is over where it is left out. */
  week?: string;
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
    week: readWeek(given.week),
    ...readStretch(given),
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

/** A coaching plan that calls are looked through for; it narrows nothing. */
const PLAN = "plan";

/** Reads which calls are asked for; other names are nothing that a list is narrowed by. */
export function readBehind(given: Record<string, unknown>): Behind {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, string][] => {
      const told = text(value);
      return (NAMES.has(name) || name === PLAN) && told !== undefined ? [[name, told]] : [];
    }),
  );
}

/** Says it as the list of recordings takes it. */
export const asFilters = ({ [PLAN]: _plan, ...behind }: Behind): Filters => behind as Filters;

/** The moment of a call that somebody came from. */
export interface Came {
  call?: string;
  t?: number;
}

/** Reads where somebody came from; a moment without its call is none. */
export function readCame(given: Record<string, unknown>): Came {
  const call = text(given.call);
  if (call === undefined) return {};
  return typeof given.t === "number" && given.t >= 0 ? { call, t: given.t } : { call };
}

/** Whom, by which rubric, on what; and the call that shows it. */
export interface Need extends Came {
  agent?: string;
  rubric?: string;
  criterion?: string;
}

export const readNeed = (given: Record<string, unknown>): Need =>
  known({
    agent: text(given.agent),
    rubric: text(given.rubric),
    criterion: text(given.criterion),
    ...readCame(given),
  }) as Need;

/** What the address of an agent's page says. */
export interface AgentSearch extends Stretch {
  rubric?: string;
  team?: string;
  criterion?: string;
}

export const readAgent = (given: Record<string, unknown>): AgentSearch =>
  known({
    rubric: text(given.rubric),
    team: text(given.team),
    criterion: text(given.criterion),
    ...readStretch(given),
  }) as AgentSearch;

/** What a figure is of, as the API's answer says. */
type Question = components["schemas"]["TrendQuestion"];

/** Which calls of an agent lie behind a figure; of a criterion, those in which it was not met. */
export function callsOf(question: Question, agent: string): Behind {
  const { rubric, author, language, version, team, queue, criterion, since, before } = question;
  const told = { rubric, author, language, version, team, queue, agent, day_from: since, day_before: before };
  const missed = criterion === null ? {} : { criterion, outcome: "not_met" };
  return readBehind({ ...told, ...missed });
}
