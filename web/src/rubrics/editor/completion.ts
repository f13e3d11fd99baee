/** A JSON Schema, as far as rubrics use it. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  type?: string;
  description?: string;
  enum?: readonly unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
}

/** Where the cursor stands: in a key, or behind `key:`. */
export interface Place {
  path: readonly string[];
  kind: "key" | "value";
  /** What is written of the word so far. */
  word: string;
  /** Keys that are there beside it already. */
  taken: readonly string[];
}

export interface Offer {
  label: string;
  detail: string;
  isField: boolean;
}

const KEY = /^(\s*(?:- +)*)([A-Za-z_][\w-]*):(?:\s|$)/;
const WORD = /[\w$-]*$/;

/** What a line is indented by; `- ` counts as its own width, since what follows it lies deeper. */
function indentOf(line: string): number {
  return /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

/** Finds out, from the text alone, what is being written; the text may be broken anywhere. */
export function placeAt(text: string, at: number): Place {
  const before = text.slice(0, at).split("\n");
  const line = before.pop() ?? "";
  const flow = flowOf(line);
  if (flow !== null) return { ...flow, path: [...pathTo(before, indentOf(line), line), ...flow.path] };
  const key = KEY.exec(line);
  const word = WORD.exec(line)?.[0] ?? "";
  if (key !== null) {
    const path = [...pathTo(before, indentOf(line), ""), key[2] ?? ""];
    return { path, kind: "value", word, taken: [] };
  }
  const path = pathTo(before, indentOf(line), "");
  const after = text.slice(at).split("\n").slice(1);
  return { path, kind: "key", word, taken: siblings(before, after, indentOf(line)) };
}

/** Keys around a place that is indented by `indent`, from the top. */
function pathTo(before: readonly string[], indent: number, own: string): string[] {
  const found: string[] = [];
  const mine = KEY.exec(own);
  if (mine?.[2] !== undefined) found.unshift(mine[2]);
  let deepest = indent;
  for (const line of before.toReversed()) {
    const key = KEY.exec(line);
    const [, lead, name] = key ?? [];
    if (lead === undefined || name === undefined || deepest === 0) continue;
    // The first key of an item stands beside what follows it: `- id:` is no parent of `title:`.
    const [own, outer] = [lead.length, lead.search(/\S|$/)];
    if (own < deepest) {
      found.unshift(name);
      deepest = outer;
    } else if (own === deepest && outer < own) deepest = outer + 1;
  }
  return found;
}

/** Keys of the same mapping, above and below. */
function siblings(before: readonly string[], after: readonly string[], indent: number): string[] {
  const of = (lines: readonly string[], isAbove: boolean): string[] => {
    const found: string[] = [];
    for (const line of lines) {
      if (line.trim() === "" || line.trim().startsWith("#")) continue;
      const own = indentOf(line);
      const isItem = /^\s*- /.test(line);
      if (own < indent || (own === indent && isItem && !isAbove)) break;
      const key = own === indent ? KEY.exec(line)?.[2] : undefined;
      if (key !== undefined) found.push(key);
      if (own === indent && isItem) break;
    }
    return found;
  };
  return [...of(before.toReversed(), true), ...of(after, false)];
}

/** Where the cursor stands in a `{…}` or `[…]` that is open on its line; null outside of one. */
function flowOf(line: string): Place | null {
  const open: { path: string[]; taken: string[]; isMap: boolean }[] = [];
  let rest = line.replace(KEY, (all) => " ".repeat(all.length));
  rest = rest.replace(/"[^"]*"|'[^']*'/g, (all) => "_".repeat(all.length));
  let key = "";
  for (const part of rest.match(/[{}[\],]|[A-Za-z_][\w-]*:(?=\s|$)/g) ?? []) {
    const here = open.at(-1);
    if (part === "{" || part === "[") {
      open.push({ path: [...(here?.path ?? []), ...(key ? [key] : [])], taken: [], isMap: part === "{" });
      key = "";
    } else if (part === "}" || part === "]") open.pop();
    else if (part === ",") key = "";
    else {
      key = part.slice(0, -1);
      here?.taken.push(key);
    }
  }
  const here = open.at(-1);
  if (here === undefined) return null;
  const word = WORD.exec(line)?.[0] ?? "";
  if (!here.isMap || key !== "")
    return { path: [...here.path, ...(key ? [key] : [])], kind: "value", word, taken: [] };
  return { path: here.path, kind: "key", word, taken: here.taken };
}

/** Every schema that may hold at a path; lists are walked through, since places have no names. */
function held(root: Schema, path: readonly string[]): Schema[] {
  let here = flat(root, root);
  for (const name of path)
    here = here.flatMap((each) => below(each, name)).flatMap((each) => flat(root, each));
  return here;
}

function flat(root: Schema, schema: Schema, depth = 0): Schema[] {
  if (depth > 12) return [];
  if (schema.$ref !== undefined) {
    const found = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    return found === undefined ? [] : flat(root, found, depth + 1);
  }
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])];
  return [schema, ...inner.flatMap((each) => flat(root, each, depth + 1))];
}

function below(schema: Schema, name: string): Schema[] {
  const found = schema.properties?.[name];
  if (found !== undefined) return [found];
  const patterned = Object.entries(schema.patternProperties ?? {}).filter(([shape]) =>
    new RegExp(shape).test(name),
  );
  if (patterned.length > 0) return patterned.map(([, each]) => each);
  return typeof schema.additionalProperties === "object" ? [schema.additionalProperties] : [];
}

/** The line that a description has for a field: pydantic's `Attributes:`. */
function described(schema: Schema, name: string): string {
  const line = new RegExp(`^\\s*${name}: (.*)$`, "m").exec(schema.description ?? "");
  return line?.[1] ?? "";
}

/** What may be written at a place, of the schema and of the names the text itself gives. */
export function offers(root: Schema, place: Place, names: readonly string[]): Offer[] {
  const here = held(root, place.path);
  const made = new Map<string, Offer>();
  const add = (label: string, detail: string, isField: boolean) => {
    if (!made.has(label)) made.set(label, { label, detail, isField });
  };
  if (place.kind === "key") {
    for (const schema of here)
      for (const name of Object.keys(schema.properties ?? {}))
        if (!place.taken.includes(name)) add(name, described(schema, name), true);
    return [...made.values()];
  }
  for (const schema of here) {
    for (const value of schema.enum ?? []) add(String(value), "", false);
    if (schema.const !== undefined) add(String(schema.const), "", false);
    if (schema.type === "boolean") for (const word of ["true", "false"]) add(word, "", false);
  }
  if (place.word.startsWith("$")) for (const name of names) add(`$${name}`, "", false);
  return [...made.values()];
}

/** Names under `phrases:` and `checks:`, which `$name` stands for. */
export function namesIn(text: string): string[] {
  const found: string[] = [];
  let table = false;
  for (const line of text.split("\n")) {
    if (/^\S/.test(line)) table = /^(phrases|checks):/.test(line);
    const name = table ? /^ {2}([a-z0-9-]+):/.exec(line)?.[1] : undefined;
    if (name !== undefined) found.push(name);
  }
  return found;
}
