import { words } from "../administration/fields";
import type { components } from "../api/schema";
import type { FlagKind } from "../api/types";
import { type Days, dayAt, moments, preset } from "./period";

type Schemas = components["schemas"];
export type Plan = Schemas["ReviewPlan"];
export type Each = Schemas["Each"];

export const EACH: readonly Each[] = ["agent", "team", "house"];

/** A rule as it is being written; fields hold what was typed. */
export interface RuleDraft {
  /** Tells rows apart. */
  key: number;
  name: string;
  flags: readonly FlagKind[];
  teams: string;
  queues: string;
  agents: string;
  scoreTo: string;
  each: Each;
  measure: "number" | "share";
  /** Calls for each, or percent of them. */
  amount: string;
}

/** A plan as it is being written. */
export interface PlanDraft extends Days {
  rubric: string;
  random: string;
  byRisk: string;
  rules: readonly RuleDraft[];
  dueDays: string;
  blind: boolean;
  seed: string;
}

/** What keeps a plan from being drawn. */
export type Fault =
  | "rubric"
  | "period"
  | "random"
  | "byRisk"
  | "dueDays"
  | "ruleName"
  | "ruleTwice"
  | "ruleAmount"
  | "ruleScore";

const MOST_RANDOM = 100_000;
const MOST_DAYS = 365;
const MOST_OF_RULE = 10_000;
const ALL = 100;
/** Names that the draws themselves have. */
const TAKEN: readonly string[] = ["random", "risk"];

/** A plan for last week. */
export function begun(now: Date): PlanDraft {
  return {
    ...preset("week", now),
    rubric: "",
    random: "40",
    byRisk: "0",
    rules: [],
    dueDays: "7",
    blind: true,
    seed: "",
  };
}

/** A rule with nothing in it yet. */
export function newRule(rules: readonly RuleDraft[]): RuleDraft {
  return {
    key: Math.max(0, ...rules.map(({ key }) => key)) + 1,
    name: "",
    flags: [],
    teams: "",
    queues: "",
    agents: "",
    scoreTo: "",
    each: "agent",
    measure: "number",
    amount: "2",
  };
}

/** Reads a number that was typed; none where it is none. */
function number(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

const within = (text: string, most: number) => number(text) > 0 && number(text) <= most;
const fromNought = (text: string, most: number) => number(text) >= 0 && number(text) <= most;

/** Says all that keeps a plan from being drawn, each once. */
export function faults(draft: PlanDraft): Fault[] {
  const { since, until, rules } = draft;
  const names = rules.map(({ name }) => name.trim());
  const found: [Fault, boolean][] = [
    ["rubric", draft.rubric === ""],
    ["period", since === "" || until === "" || until < since],
    ["random", !within(draft.random, MOST_RANDOM)],
    ["byRisk", !fromNought(draft.byRisk, MOST_RANDOM)],
    ["dueDays", !within(draft.dueDays, MOST_DAYS)],
    ["ruleName", names.some((name) => name === "")],
    ["ruleTwice", new Set(names).size < names.length || names.some((name) => TAKEN.includes(name))],
    [
      "ruleAmount",
      rules.some(({ measure, amount }) => !within(amount, measure === "share" ? ALL : MOST_OF_RULE)),
    ],
    ["ruleScore", rules.some(({ scoreTo }) => scoreTo.trim() !== "" && !fromNought(scoreTo, ALL))],
  ];
  return found.filter(([, stands]) => stands).map(([fault]) => fault);
}

function asked(rule: RuleDraft): Schemas["NewRule"] {
  return {
    name: rule.name.trim(),
    flags: [...rule.flags],
    teams: words(rule.teams),
    queues: words(rule.queues),
    agents: words(rule.agents),
    each: rule.each,
    ...(rule.scoreTo.trim() === "" ? {} : { score_to: number(rule.scoreTo) }),
    ...(rule.measure === "share" ? { share: number(rule.amount) / ALL } : { number: number(rule.amount) }),
  };
}

/** Says a plan without faults as the API takes it. */
export function body(draft: PlanDraft): Schemas["NewReviewPlan"] {
  return {
    rubric: draft.rubric,
    ...moments(draft),
    random: number(draft.random),
    by_risk: number(draft.byRisk),
    rules: draft.rules.map(asked),
    due_days: number(draft.dueDays),
    blind: draft.blind,
    seed: draft.seed.trim(),
  };
}

/** What the draws depend on: a preview holds as long as it is the same. */
export function drawnFrom(draft: PlanDraft): string {
  const { due_days: _, blind: __, ...rest } = body(draft);
  return JSON.stringify(rest);
}

/** A plan for the same rubric with a moment in common. */
export function overlapping(draft: PlanDraft, plans: readonly Plan[]): Plan | null {
  if (faults(draft).includes("period")) return null;
  const { since, before } = moments(draft);
  const [first, end] = [Date.parse(since), Date.parse(before)];
  return (
    plans.find(
      (plan) =>
        plan.rubric === draft.rubric && Date.parse(plan.since) < end && Date.parse(plan.before) > first,
    ) ?? null
  );
}

/** Whether calls of the period may still come, which no plan would draw any more. */
export const isNotOver = (draft: PlanDraft, now: Date) => draft.until >= dayAt(now);
