import { dayOf } from "../house/amount";

export type ResultsSearch = {
  rubric?: string;
  period?: "week" | "month";
  since?: string;
  until?: string;
  team?: string;
  queue?: string;
};

export type AuditSearch = {
  name?: string;
  actor?: string;
  recording?: string;
  since?: string;
  until?: string;
};

export type ReceiptsSearch = { call?: string };

const LONGEST = 200;

function text(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, LONGEST) : undefined;
}

/** Leaves out what is not there. */
function known<T extends object>(read: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}

export function readResults(given: Record<string, unknown>): ResultsSearch {
  return known({
    rubric: text(given.rubric),
    period: given.period === "month" || given.period === "week" ? given.period : undefined,
    since: dayOf(given.since),
    until: dayOf(given.until),
    team: text(given.team),
    queue: text(given.queue),
  });
}

export function readAudit(given: Record<string, unknown>): AuditSearch {
  return known({
    name: text(given.name),
    actor: text(given.actor),
    recording: text(given.recording),
    since: dayOf(given.since),
    until: dayOf(given.until),
  });
}

export function readReceipts(given: Record<string, unknown>): ReceiptsSearch {
  const call = typeof given.call === "number" ? String(given.call) : text(given.call);
  return known({ call });
}
