import type { paths } from "./schema";
import type { Problem } from "./types";

/** What the API, or the way to it, said no with. */
export class Refusal extends Error {
  readonly status: number;
  readonly problem: Problem | null;

  constructor(status: number, problem: Problem | null) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }

  /** Nothing answered at all. */
  get isUnreachable(): boolean {
    return this.status === 0;
  }
}

/** Reads a problem document; null where the text is none. */
export function problemIn(text: string): Problem | null {
  try {
    const read: Partial<Problem> | null = JSON.parse(text);
    return typeof read?.code === "string" && typeof read.detail === "string" ? (read as Problem) : null;
  } catch {
    return null;
  }
}

type Getting = { [P in keyof paths]: paths[P] extends { get: object } ? P : never }[keyof paths];
type Asked<P extends Getting, Where extends "path" | "query"> = paths[P] extends {
  get: { parameters: { [W in Where]?: infer T } };
}
  ? NonNullable<T>
  : never;
type Answered<P extends Getting> = paths[P] extends {
  get: { responses: { 200: { content: { "application/json": infer T } } } };
}
  ? T
  : never;

export interface Asking<P extends Getting> {
  path?: Asked<P, "path">;
  query?: Asked<P, "query">;
  signal?: AbortSignal;
}

/** Writes the address of a request: names in braces filled in, lists repeated, what is null left out. */
export function address(path: string, names: object = {}, query: object = {}): string {
  const filled = Object.entries(names).reduce(
    (sofar, [name, value]) => sofar.replace(`{${name}}`, encodeURIComponent(String(value))),
    path,
  );
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value])
      .filter((each) => each !== undefined && each !== null)
      .map((each) => [name, String(each)]),
  );
  return pairs.length === 0 ? filled : `${filled}?${new URLSearchParams(pairs)}`;
}

async function reached<P extends Getting>(
  path: P,
  { path: names, query, signal }: Asking<P>,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(path, names, query), signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new Refusal(0, null);
  }
  if (response.ok) return response;
  throw new Refusal(response.status, problemIn(await response.text()));
}

/** Gets JSON, as the API's description says it is. */
export async function get<P extends Getting>(path: P, asking: Asking<P>): Promise<Answered<P>> {
  return (await reached(path, asking)).json();
}

/** Gets bytes. */
export async function getBytes<P extends Getting>(path: P, asking: Asking<P>): Promise<ArrayBuffer> {
  return (await reached(path, asking)).arrayBuffer();
}
