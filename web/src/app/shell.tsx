import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, Outlet, useRouter } from "@tanstack/react-router";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import { useHelp } from "../keyboard/context";
import { useLive } from "../live/following";
import { Navigation } from "./navigation";
import { Notice } from "./notice";
import { type Theme, usePreferences } from "./preferences";
import { change, type Me, session, signOut } from "./session";
import style from "./shell.module.css";

/** What stands around every page. */
export function Shell() {
  const { m } = useSpoken();
  const { data: me } = useQuery(session);
  useLive();
  return (
    <div className={style.shell}>
      <a className={style.skip} href="#main">
        {m.skip}
      </a>
      <header className={style.top}>
        <Link to="/" className={style.product}>
          {m.product}
        </Link>
        {me ? <Navigation me={me} /> : <span className={style.space} />}
        <Choices />
        {me && (
          <Link to="/account" className={style.account} title={`${me.name}: ${m.account.title}`}>
            <span className={style.name}>{me.name}</span>
            <span className={style.initial} aria-hidden="true">
              {[...me.name][0]}
            </span>
          </Link>
        )}
        {me && <Leave me={me} />}
      </header>
      <Notice />
      <main id="main" tabIndex={-1} className={style.main}>
        <Outlet />
      </main>
    </div>
  );
}

function Leave({ me }: { me: Me }) {
  const { m } = useSpoken();
  const queries = useQueryClient();
  const router = useRouter();
  const leave = async () => {
    await signOut();
    change(queries, null);
    await router.invalidate();
  };
  return (
    <button
      type="button"
      className={`${design.plain} ${style.leave}`}
      onClick={leave}
      title={`${me.name}: ${m.signIn.leave}`}
    >
      {m.signIn.leave}
    </button>
  );
}

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const THEME_SIGNS: Record<Theme, string> = { system: "◐", light: "○", dark: "●" };

function Choices() {
  const { m, language } = useSpoken();
  const { theme, prefer } = usePreferences();
  const help = useHelp();
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
  const other = language === "zh" ? "en" : "zh";
  return (
    <div className={style.choices}>
      <button
        type="button"
        className={`${design.plain} ${style.keys}`}
        onClick={help}
        aria-label={m.keys.open}
      >
        ?
      </button>
      <a href="/docs" className={style.aside}>
        {m.nav.docs}
      </a>
      <button
        type="button"
        className={design.plain}
        onClick={() => prefer({ theme: next })}
        aria-label={`${m.preferences.theme}: ${m.preferences[theme]}`}
        title={`${m.preferences.theme}: ${m.preferences[theme]}`}
      >
        {THEME_SIGNS[theme]}
      </button>
      <button
        type="button"
        className={design.plain}
        lang={other === "zh" ? "zh-CN" : "en"}
        onClick={() => prefer({ language: other })}
        title={m.preferences.language}
      >
        {other === "zh" ? "中文" : "English"}
      </button>
    </div>
  );
}
