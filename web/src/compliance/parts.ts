import type { LinkProps } from "@tanstack/react-router";
import type { Me } from "../app/session";
import type { Messages } from "../i18n/en";

interface Part {
  to: NonNullable<LinkProps["to"]>;
  name(m: Messages): string;
  action: keyof Me["may"];
}

/** What auditors ask for, each with an address of its own. */
const PARTS: readonly Part[] = [
  { to: "/compliance/results", name: (m) => m.compliance.results, action: "read_trends" },
  { to: "/compliance/audit", name: (m) => m.compliance.audit, action: "read_audit" },
  { to: "/compliance/receipts", name: (m) => m.compliance.receipts, action: "read_receipt" },
  { to: "/compliance/retention", name: (m) => m.compliance.retention, action: "read_retention" },
  { to: "/compliance/purges", name: (m) => m.compliance.purges, action: "read_retention" },
  { to: "/compliance/exports", name: (m) => m.compliance.exports, action: "export_results" },
];

/** The parts that somebody's roles reach; an administrator keeps what is kept, and reads no results. */
export function partsFor({ may }: Pick<Me, "may">): readonly Part[] {
  return PARTS.filter(({ action }) => may[action] !== undefined);
}
