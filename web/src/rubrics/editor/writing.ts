import { type Document, isMap, isScalar, isSeq, type Node, parseDocument, Scalar, type YAMLMap } from "yaml";

/** Keys and places from the top of a document. */
export type Path = readonly (string | number)[];

const WRITTEN = { lineWidth: 0, flowCollectionPadding: false } as const;

/** Reads a rubric that may be broken; null where no form can be made of it. */
export function opened(text: string): Document.Parsed | null {
  const document = parseDocument(text, { keepSourceTokens: false });
  return document.errors.length === 0 && isMap(document.contents) ? document : null;
}

/** What stands at a place, as plain data. */
export function valueAt(document: Document, path: Path): unknown {
  const node = document.getIn([...path], true);
  if (node === undefined || node === null) return undefined;
  return isScalar(node) ? node.value : (node as Node).toJS(document);
}

/** The line a place begins at, from 1; of the nearest thing around it where it is not there. */
export function lineOf(text: string, document: Document, path: Path): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true) as Node | undefined;
    if (node?.range) return text.slice(0, node.range[0]).split("\n").length;
  }
  return 1;
}

/**
 * Writes a value at a place; `undefined` takes the key away.
 *
 * A plain value that is there already is changed within the text, so that every other character stays. Anything else is
 * written through the document, which keeps comments and order.
 */
export function written(text: string, path: Path, value: unknown): string {
  const document = parseDocument(text);
  const node = document.getIn([...path], true);
  if (value !== undefined && isScalar(node) && node.range && isShort(value) && isShort(node.value)) {
    const [start, end] = node.range;
    return `${text.slice(0, start)}${scalar(value, node, inFlow(document, path))}${text.slice(end)}`;
  }
  if (value === undefined) document.deleteIn([...path]);
  else document.setIn([...path], made(document, value, node));
  return document.toString(WRITTEN);
}

/** Adds an item at the end of a list, and makes the list where there is none. */
export function appended(text: string, path: Path, item: unknown): string {
  const document = parseDocument(text);
  if (isSeq(document.getIn([...path], true))) document.addIn([...path], document.createNode(item));
  else document.setIn([...path], document.createNode([item]));
  return document.toString(WRITTEN);
}

/** Takes an item of a list to another place in it. */
export function movedItem(text: string, path: Path, from: number, to: number): string {
  const document = parseDocument(text);
  const list = document.getIn([...path], true);
  if (!isSeq(list) || to < 0 || to >= list.items.length) return text;
  const [item] = list.items.splice(from, 1);
  list.items.splice(to, 0, item);
  return document.toString(WRITTEN);
}

const isShort = (value: unknown) =>
  value !== null && typeof value !== "object" && !String(value).includes("\n");

function inFlow(document: Document, path: Path): boolean {
  return path.some((_, depth) => {
    const around = document.getIn(path.slice(0, depth), true);
    return (isMap(around) || isSeq(around)) && around.flow === true;
  });
}

/** Writes one value on one line, quoted as the former was where it must be quoted. */
function scalar(value: unknown, former: Scalar, flow: boolean): string {
  const fresh = new Scalar(value);
  // A number that was text stays text: version "1.0" is none.
  if (typeof value === "string" && (former.type === "QUOTE_DOUBLE" || former.type === "QUOTE_SINGLE"))
    fresh.type = former.type;
  const document = parseDocument(flow ? "[]" : "");
  if (flow) (document.contents as unknown as { items: unknown[] }).items.push(fresh);
  else document.contents = fresh as never;
  const text = document.toString(WRITTEN).trim();
  return flow ? text.slice(1, -1) : text;
}

function made(document: Document, value: unknown, former: unknown): unknown {
  const fresh = document.createNode(value);
  if ((isMap(former) || isSeq(former)) && (isMap(fresh) || isSeq(fresh))) {
    if (former.flow !== undefined) (fresh as YAMLMap).flow = former.flow;
    if (former.comment !== undefined) fresh.comment = former.comment;
    if (former.commentBefore !== undefined) fresh.commentBefore = former.commentBefore;
  }
  return fresh;
}
