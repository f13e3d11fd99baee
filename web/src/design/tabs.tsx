import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from "react";
import style from "./tabs.module.css";

export interface TabEntry<T extends string> {
  name: T;
  title: ReactNode;
}

interface Tabbed<T extends string> {
  label: string;
  tabs: readonly TabEntry<T>[];
  chosen: T;
  onChoose(tab: T): void;
  children: ReactNode;
}

/** Panels of which one is shown; the arrow keys go from one to the next. */
export function Tabs<T extends string>({ label, tabs, chosen, onChoose, children }: Tabbed<T>) {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen !== "")
      bar.current
        ?.querySelector("[aria-selected=true]")
        ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [chosen]);
  const step = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = (tabs.findIndex(({ name }) => name === chosen) + by + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (tab !== undefined) onChoose(tab.name);
    bar.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <section className={style.tabs}>
      <div ref={bar} role="tablist" aria-label={label} className={style.bar} onKeyDown={step}>
        {tabs.map(({ name, title }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={name === chosen}
            {...(name === chosen ? { "aria-controls": `${id}-panel` } : {})}
            tabIndex={name === chosen ? 0 : -1}
            className={style.tab}
            onClick={() => onChoose(name)}
          >
            {title}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-${chosen}`}
        className={style.panel}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {children}
      </div>
    </section>
  );
}
