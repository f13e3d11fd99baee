import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { change } from "../api/change";
import { get } from "../api/client";
import { type Theme, usePreferences } from "../app/preferences";
import { session } from "../app/session";
import design from "../design/design.module.css";
import { Failed, Loading } from "../design/states";
import { listed } from "../house/amount";
import { Act } from "../house/ask";
import { Facts, Page, Section } from "../house/page";
import { Table } from "../house/table";
import { useSpoken } from "../i18n/context";
import type { Language } from "../i18n/format";
import { Enrolment } from "./enrolment";
import { NewPassword } from "./new-password";

export const myself = {
  queryKey: ["myself"],
  queryFn: ({ signal }: { signal: AbortSignal }) => get("/v1/session/own", { signal }),
};

/** One's own account: what is known of one here, and how one signs in. */
export function AccountPage() {
  const { m, f, language } = useSpoken();
  const { data: me } = useQuery(session);
  const { data, error, refetch } = useQuery(myself);
  const [open, setOpen] = useState<"password" | "factor" | null>(null);
  if (error) return <Failed error={error} again={() => refetch()} />;
  if (!data || !me) return <Loading />;
  return (
    <Page title={m.account.title} lead={m.account.lead}>
      <Section title={m.account.who}>
        <Facts
          facts={[
            [m.doors.name, me.name],
            [m.signIn.login, data.login],
            [
              m.administration.roles,
              listed(
                me.roles.map((each) => m.administration.role[each]),
                language,
              ),
            ],
            [m.administration.leads, listed(me.teams, language)],
            [m.calls.agent, me.agent_id],
          ]}
        />
        <p className={design.fine}>{m.account.whoWhy}</p>
      </Section>
      <Section title={m.account.signingIn}>
        <Facts
          facts={[
            [
              m.signIn.password,
              data.password ? (
                <button
                  key="password"
                  type="button"
                  className={design.button}
                  onClick={() => setOpen("password")}
                >
                  {m.account.changePassword}
                </button>
              ) : (
                m.account.byProvider
              ),
            ],
            [
              m.account.factor,
              <span key="factor">
                {data.second_factor ? m.account.factorOn(data.recovery_codes) : m.account.factorOff}{" "}
                {data.password && (
                  <button type="button" className={design.button} onClick={() => setOpen("factor")}>
                    {data.second_factor ? m.account.factorAnew : m.account.factorBegin}
                  </button>
                )}
              </span>,
            ],
          ]}
        />
      </Section>
      <Section
        title={m.account.sessions}
        why={m.account.sessionsWhy}
        tools={
          data.sessions.length > 1 && (
            <Act
              name={m.account.endOthers}
              run={() => change("DELETE", "/v1/session/own/others")}
              changes={[myself.queryKey]}
            />
          )
        }
      >
        <Table
          label={m.account.sessions}
          rows={data.sessions}
          id={(row) => row.begun_at}
          columns={[
            { name: m.account.begun, cell: (row) => f.moment(row.begun_at) },
            { name: m.account.seen, cell: (row) => f.moment(row.seen_at) },
            { name: m.account.ends, cell: (row) => f.moment(row.ends_at) },
            { name: "", cell: (row) => row.this && <span className={design.tag}>{m.account.here}</span> },
          ]}
        />
      </Section>
      <Looks />
      {open === "password" && <NewPassword login={data.login} onClose={() => setOpen(null)} />}
      {open === "factor" && <Enrolment onClose={() => setOpen(null)} />}
    </Page>
  );
}

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const LANGUAGES: readonly [Language, string][] = [
  ["zh", "中文"],
  ["en", "English"],
];

/** Language and appearance; they are kept in this browser, for this person. */
function Looks() {
  const { m } = useSpoken();
  const { language, theme, prefer } = usePreferences();
  return (
    <Section title={m.account.looks} why={m.account.looksWhy}>
      <Facts
        facts={[
          [
            m.preferences.language,
            <select
              key="language"
              className={design.field}
              aria-label={m.preferences.language}
              value={language}
              onChange={(event) => prefer({ language: event.target.value as Language })}
            >
              {LANGUAGES.map(([code, name]) => (
                <option key={code} value={code} lang={code === "zh" ? "zh-CN" : "en"}>
                  {name}
                </option>
              ))}
            </select>,
          ],
          [
            m.preferences.theme,
            <select
              key="theme"
              className={design.field}
              aria-label={m.preferences.theme}
              value={theme}
              onChange={(event) => prefer({ theme: event.target.value as Theme })}
            >
              {THEMES.map((each) => (
                <option key={each} value={each}>
                  {m.preferences[each]}
                </option>
              ))}
            </select>,
          ],
        ]}
      />
    </Section>
  );
}
