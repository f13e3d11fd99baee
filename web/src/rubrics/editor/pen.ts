import type { Document } from "yaml";
import { appended, lineOf, movedItem, type Path, valueAt, written } from "./writing";

/** A text, and what becomes of it. */
export interface Formed {
  text: string;
  onWrite(text: string): void;
  onLine(line: number): void;
}

/** What a form does to the text it shows. */
export interface Pen {
  set(path: Path, value: unknown): void;
  add(path: Path, item: unknown): void;
  move(path: Path, from: number, to: number): void;
  drop(path: Path): void;
  show(path: Path): void;
  value(path: Path): unknown;
}

/** Takes hold of a text. */
export function pen({ text, onWrite, onLine }: Formed, document: Document): Pen {
  return {
    set: (path, value) => onWrite(written(text, path, value)),
    add: (path, item) => onWrite(appended(text, path, item)),
    move: (path, from, to) => onWrite(movedItem(text, path, from, to)),
    drop: (path) => onWrite(written(text, path, undefined)),
    show: (path) => onLine(lineOf(text, document, path)),
    value: (path) => valueAt(document, path),
  };
}
