import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { session } from "../app/session";
import { Page, Tabs } from "../house/page";
import { useSpoken } from "../i18n/context";

/** Who may do what, where calls come from, and how the house is set up. */
export function AdministrationPage() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  const may = me?.may ?? {};
  const tabs = [
    { to: "/administration/people", name: m.administration.people, shown: may.read_people },
    { to: "/administration/teams", name: m.administration.teams, shown: may.read_people },
    { to: "/administration/sources", name: m.administration.sources, shown: may.read_sources },
    { to: "/administration/keys", name: m.administration.keys, shown: may.read_people },
    { to: "/administration/notices", name: m.notices.title, shown: may.read_webhooks },
    { to: "/administration/models", name: m.administration.models, shown: may.read_metrics },
    { to: "/administration/settings", name: m.administration.settings, shown: may.read_metrics },
  ] as const;
  return (
    <Page title={m.administration.title}>
      <Tabs label={m.administration.title} tabs={tabs.filter(({ shown }) => shown !== undefined)} />
      <Outlet />
    </Page>
  );
}
