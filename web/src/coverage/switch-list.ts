import { OURS } from "../api/change";
import { address, problemIn, Refusal } from "../api/client";
import type { components } from "../api/schema";

export type CallFile = components["schemas"]["CallFile"];
export type FileColumn = CallFile["columns"][number];

/** Facts of a call that a file may give, those that it must give first. */
export const FACTS = [
  "call_id",
  "started_at",
  "source",
  "duration",
  "agent",
  "team",
  "direction",
  "recorded",
] as const;
export type Fact = (typeof FACTS)[number];

/** Longest file that the house takes over the web. */
export const LARGEST_BYTES = 32 * 1024 * 1024;

/** How a file is to be read: the name of its column for each fact that it calls otherwise. */
export interface Reading {
  source: string;
  zone: string;
  names: Readonly<Partial<Record<Fact, string>>>;
}

/** Tells which column gives each fact. */
export function columnsOf(columns: readonly FileColumn[]): Partial<Record<Fact, string>> {
  return Object.fromEntries(columns.flatMap(({ name, fact }) => (fact === null ? [] : [[fact, name]])));
}

/** Has a column give a fact, or leaves the fact to the column of its own name. */
export function renamed(names: Reading["names"], fact: Fact, column: string): Reading["names"] {
  const others = Object.entries(names).filter(([known]) => known !== fact);
  return Object.fromEntries(column === "" || column === fact ? others : [...others, [fact, column]]);
}

/** Writes how a file is read as the address asks it. */
export function asked({ source, zone, names }: Reading, dryRun: boolean): string {
  return address(
    "/v1/cdrs/file",
    {},
    {
      dry_run: dryRun,
      source: source.trim() || null,
      zone: zone.trim() || null,
      column: Object.entries(names).map(([fact, column]) => `${fact}=${column}`),
    },
  );
}

/** Sends a file of calls to be looked at, or to be taken in. */
export async function send(file: File, reading: Reading, dryRun: boolean): Promise<CallFile> {
  let response: Response;
  try {
    response = await fetch(asked(reading, dryRun), {
      method: "POST",
      headers: { ...OURS, "Content-Type": "text/csv" },
      body: file,
    });
  } catch {
    throw new Refusal(0, null);
  }
  const text = await response.text();
  if (!response.ok) throw new Refusal(response.status, problemIn(text));
  return JSON.parse(text);
}
