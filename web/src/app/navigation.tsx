import { Link, useRouterState } from "@tanstack/react-router";
import { useLayoutEffect, useRef, useState } from "react";
import design from "../design/design.module.css";
import { useSpoken } from "../i18n/context";
import style from "./navigation.module.css";
import { type PageEntry, reached } from "./pages";
import type { Me } from "./session";

const MENU = "pages";

/** The pages that this person's roles reach: in a row where they fit, else in a menu by group. */
export function Navigation({ me }: { me: Me }) {
  const { m } = useSpoken();
  const row = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [fits, setFits] = useState(true);
  const groups = reached(me);
  // Words are as wide as they are: whether they fit is measured, as language, person or window change.
  useLayoutEffect(() => {
    const [place, held] = [row.current, words.current];
    if (place === null || held === null) return;
    const measure = () => setFits(held.offsetWidth <= place.clientWidth);
    const watch = new ResizeObserver(measure);
    watch.observe(place);
    watch.observe(held);
    measure();
    return () => watch.disconnect();
  }, []);
  return (
    <nav aria-label={m.nav.label} className={style.nav}>
      <div ref={row} className={`${style.row} ${fits ? "" : style.crowded}`} inert={!fits}>
        <div ref={words} className={style.words}>
          {groups.map(({ group, pages }) => (
            <div key={group} className={style.group}>
              {pages.map((page) => (
                <Entry key={page.to} page={page} />
              ))}
            </div>
          ))}
        </div>
      </div>
      {!fits && <Menu groups={groups} />}
    </nav>
  );
}

function Menu({ groups }: { groups: ReturnType<typeof reached> }) {
  const { m } = useSpoken();
  const menu = useRef<HTMLDivElement>(null);
  const place = useRouterState({ select: ({ location }) => location.pathname });
  const here = groups.flatMap(({ pages }) => pages).find(({ to }) => place.startsWith(to));
  return (
    <>
      <button type="button" className={`${design.plain} ${style.opener}`} popoverTarget={MENU}>
        <span aria-hidden="true">☰</span> {here?.name(m) ?? m.nav.label}
      </button>
      <div ref={menu} id={MENU} popover="auto" className={style.menu}>
        {groups.map(({ group, pages }) => (
          <section key={group} aria-label={m.nav.group[group]}>
            <p className={style.heading} aria-hidden="true">
              {m.nav.group[group]}
            </p>
            {pages.map((page) => (
              <Entry key={page.to} page={page} onChosen={() => menu.current?.hidePopover()} />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Entry({ page, onChosen }: { page: PageEntry; onChosen?: () => void }) {
  const { m } = useSpoken();
  return (
    <Link to={page.to} activeProps={{ "aria-current": "page" }} {...(onChosen && { onClick: onChosen })}>
      {page.name(m)}
    </Link>
  );
}
