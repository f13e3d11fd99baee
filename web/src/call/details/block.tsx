import type { ReactNode } from "react";
import style from "./details.module.css";

/** A part of what is known of a call, under its title. */
export function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={style.block}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
