import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { session } from "../app/session";
import { Page, Tabs } from "../house/page";
import { useSpoken } from "../i18n/context";
import { partsFor } from "./parts";

/** What auditors ask for: results, the trail, receipts, how long what is kept, and what may be taken out. */
export function CompliancePage() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const tabs = partsFor(me ?? { may: {} }).map(({ to, name }) => ({ to, name: name(m) }));
  return (
    <Page title={m.compliance.title}>
      <Tabs label={m.compliance.title} tabs={tabs} />
      <Outlet />
    </Page>
  );
}
