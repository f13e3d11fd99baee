import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { session } from "../app/session";
import { Page, Tabs } from "../house/page";
import { useSpoken } from "../i18n/context";

/** What auditors ask for: results, the trail, receipts, how long what is kept, and what may be taken out. */
export function CompliancePage() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const may = me?.may ?? {};
  const tabs = [
    { to: "/compliance/results", name: m.compliance.results, shown: may.read_trends },
    { to: "/compliance/audit", name: m.compliance.audit, shown: may.read_audit },
    { to: "/compliance/receipts", name: m.compliance.receipts, shown: may.read_receipt },
    { to: "/compliance/retention", name: m.compliance.retention, shown: may.read_retention },
    { to: "/compliance/purges", name: m.compliance.purges, shown: may.read_retention },
    { to: "/compliance/exports", name: m.compliance.exports, shown: may.export_results },
  ] as const;
  return (
    <Page title={m.compliance.title}>
      <Tabs label={m.compliance.title} tabs={tabs.filter(({ shown }) => shown !== undefined)} />
      <Outlet />
    </Page>
  );
}
