import { Link, type LinkProps, useLocation } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { useSpoken } from "../i18n/context";
import style from "./house.module.css";

interface Paged {
  title: string;
  lead?: string;
  tools?: ReactNode;
  children: ReactNode;
}

/** A page of the house: what it is, what it is for, and what is on it. */
export function Page({ title, lead, tools, children }: Paged) {
  const { m } = useSpoken();
  useEffect(() => {
    document.title = `${title} · ${m.product}`;
  }, [title, m]);
  return (
    <div className={style.page}>
      <header className={style.head}>
        <div>
          <h1>{title}</h1>
          {lead && <p className={style.lead}>{lead}</p>}
        </div>
        {tools && <div className={style.tools}>{tools}</div>}
      </header>
      {children}
    </div>
  );
}

export interface Tab {
  to: NonNullable<LinkProps["to"]>;
  name: string;
}

/** The parts of a page, each with an address of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const bar = useRef<HTMLElement>(null);
  const here = useLocation({ select: ({ pathname }) => pathname });
  useEffect(() => {
    if (here !== "")
      bar.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  return (
    <nav ref={bar} className={style.tabs} aria-label={label}>
      {tabs.map(({ to, name }) => (
        <Link key={to} to={to} activeProps={{ "aria-current": "page" }}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

interface Sectioned {
  title: string;
  why?: ReactNode;
  tools?: ReactNode;
  children: ReactNode;
}

export function Section({ title, why, tools, children }: Sectioned) {
  return (
    <section className={style.section} aria-label={title}>
      <div className={style.sectionHead}>
        <h2>{title}</h2>
        {tools && <div className={style.tools}>{tools}</div>}
      </div>
      {why && <p className={style.lead}>{why}</p>}
      {children}
    </section>
  );
}

/** What will stand here, and what brings it about. */
export function Empty({ children }: { children: ReactNode }) {
  return <p className={style.empty}>{children}</p>;
}

/** Facts by name; those that are not known are left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={style.facts}>
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .flatMap(([name, value]) => [<dt key={`${name}?`}>{name}</dt>, <dd key={name}>{value}</dd>])}
    </dl>
  );
}
