import { OURS } from "../../api/change";
import { problemIn, Refusal } from "../../api/client";
import type { components } from "../../api/schema";
import type { Outcome } from "../../api/types";
import type { CallIds } from "../../calls/called";

/** How often each outcome was found by one version. */
export type Counted = Required<components["schemas"]["Outcomes"]>;

/** What one version says of a call that comes out otherwise. */
export interface Side {
  outcome: Outcome;
  reason: string;
  quotes: readonly string[];
}

export interface Flip {
  recording: string;
  agent: string | null;
  criterion: string;
  before: Side;
  after: Side;
}

export interface CriterionChange {
  criterion: string;
  before: Counted | null;
  after: Counted | null;
  flipped: number;
}

export interface AgentChange {
  agent: string;
  calls: number;
  before: number;
  after: number;
  crosses: "up" | "down" | null;
}

/** The last line of the stream, which the API's description can only call text: `qa.backtest.Backtest`. */
export interface Report {
  old: string;
  new: string;
  calls: number;
  passed_before: number;
  passed_after: number;
  score_before: number | null;
  score_after: number | null;
  criteria: readonly CriterionChange[];
  agents: readonly AgentChange[];
  flips: readonly Flip[];
}

/** A report, and what recording systems call the calls that flip. */
export interface Tested {
  report: Report;
  call_ids: CallIds;
}

export interface Progress {
  calls: number;
  of: number;
}

/** Takes whole lines out of what has come so far; gives what is left over. */
export function lines(text: string): [string[], string] {
  const parts = text.split("\n");
  const rest = parts.pop() ?? "";
  return [parts.filter((each) => each !== ""), rest];
}

/** The share met of what could be decided; null where nothing could. */
export function rate(counted: Counted | null): number | null {
  if (counted === null) return null;
  const decided = counted.met + counted.not_met;
  return decided === 0 ? null : counted.met / decided;
}

export interface Asked {
  against: string | null;
  /** First and last day, in the reader's zone; empty for none. */
  since: string;
  until: string;
}

/** Says which calls, as the API takes it: days become moments, the last day included. */
export function body({ against, since, until }: Asked): Record<string, string> {
  const day = (text: string, later: number) => {
    const [year = 0, month = 1, date = 1] = text.split("-").map(Number);
    return new Date(year, month - 1, date + later).toISOString();
  };
  return {
    ...(against === null ? {} : { against }),
    ...(since === "" ? {} : { received_from: day(since, 0) }),
    ...(until === "" ? {} : { received_before: day(until, 1) }),
  };
}

/** Scores stored calls by a version and by another; tells how far it is, and what would have changed. */
export async function backtest(
  digest: string,
  asked: Asked,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<Tested> {
  let response: Response;
  try {
    response = await fetch(`/v1/rubric-versions/${digest}/backtest`, {
      method: "POST",
      headers: { ...OURS, "Content-Type": "application/json" },
      body: JSON.stringify(body(asked)),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Refusal(0, null);
  }
  if (!response.ok || response.body === null)
    throw new Refusal(response.status, problemIn(await response.text()));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    // It broke off before the report came.
    if (done) throw new Refusal(0, null);
    const [whole, left] = lines(rest + value);
    rest = left;
    for (const line of whole) {
      const told: Progress | Tested = JSON.parse(line);
      if ("report" in told) return told;
      onProgress(told);
    }
  }
}
