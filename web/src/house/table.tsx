import type { ReactNode } from "react";
import style from "./house.module.css";

export interface Column<T> {
  name: string;
  cell(row: T): ReactNode;
  /** Numbers stand to the right; what must not break stays on one line. */
  kind?: "figure" | "tight";
}

interface Tabled<T> {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  id(row: T): string | number;
}

/** A table; where it is narrow each row is a card with its columns' names. */
export function Table<T>({ label, columns, rows, id }: Tabled<T>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={`${style.table} ${style.cards}`} tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, kind }) => (
              <th key={name} scope="col" className={kind && style[kind]}>
                {name === "" ? <span className="unseen">{label}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={id(row)}>
              {columns.map(({ name, cell, kind }) => (
                <td key={name} data-label={name} className={kind && style[kind]}>
                  <div>{cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
