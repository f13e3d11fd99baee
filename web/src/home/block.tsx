import type { ReactNode } from "react";
import style from "./home.module.css";

/** A part of somebody's own page under its heading. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style.block}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
