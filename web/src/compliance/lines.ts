import { get } from "../api/client";
import type { AuditAsked, AuditEvent } from "./queries";

const PAGE = 200;
/** More are not kept in a browser; narrower filters give the rest. */
export const MOST = 50_000;

/** Fetches every line that the filters choose, page after page, and tells how many are there. */
export async function everyLine(
  asked: AuditAsked,
  onCount: (count: number) => void,
): Promise<{ lines: AuditEvent[]; whole: boolean }> {
  const lines: AuditEvent[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: AuditEvent[]; next: string | null } = await get("/v1/audit", {
      query: { ...asked, limit: PAGE, ...(cursor === null ? {} : { cursor }) },
    });
    lines.push(...page.items);
    onCount(lines.length);
    cursor = page.next;
  } while (cursor !== null && lines.length < MOST);
  return { lines, whole: cursor === null };
}

/** A field as RFC 4180 has it; what a spreadsheet would take for a formula has an apostrophe before it. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const COLUMNS = ["id", "at", "name", "actor", "recording", "details"] as const;

/** Lines of the trail as CSV, which begins with the mark by which Excel knows UTF-8. */
export function sheet(lines: readonly AuditEvent[]): string {
  const rows = lines.map(({ id, at, name, actor, recording, details }) =>
    [String(id), at, name, actor, recording ?? "", JSON.stringify(details)].map(field).join(","),
  );
  return `\uFEFF${[COLUMNS.join(","), ...rows, ""].join("\r\n")}`;
}
