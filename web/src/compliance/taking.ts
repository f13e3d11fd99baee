import type { Asking } from "../api/client";

export const SHEETS = ["evaluations", "findings"] as const;
export const FORMS = ["xlsx", "csv", "parquet"] as const;
export type Sheet = (typeof SHEETS)[number];
export type Form = (typeof FORMS)[number];

type Asked = NonNullable<Asking<"/v1/exports/{sheet}.{form}">["query"]>;

/** By what calls can be narrowed, besides what the form of an export asks for itself. */
const CARRIED = [
  "agent",
  "author",
  "call_id",
  "criterion",
  "day_before",
  "day_from",
  "flag",
  "language",
  "outcome",
  "problem",
  "queue",
  "received_before",
  "received_from",
  "rubric",
  "score_from",
  "score_to",
  "source",
  "stage",
  "started_before",
  "started_from",
  "state",
  "team",
  "version",
] as const satisfies readonly (keyof Asked)[];

export type Filter = (typeof CARRIED)[number];

/** What the address says: a table, a form, and the filters of the list from which one came. */
export type ExportSearch = { sheet?: Sheet; form?: Form } & { [K in Filter]?: string };

const LONGEST = 200;

/** Reads an address; what narrows no export is left out. */
export function readExport(given: Record<string, unknown>): ExportSearch {
  const sheet = SHEETS.find((each) => each === given.sheet);
  const form = FORMS.find((each) => each === given.form);
  const filters = CARRIED.flatMap((name): [string, string][] => {
    const value = Array.isArray(given[name]) ? given[name][0] : given[name];
    const told = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    return told === "" ? [] : [[name, told.slice(0, LONGEST)]];
  });
  return {
    ...(sheet === undefined ? {} : { sheet }),
    ...(form === undefined ? {} : { form }),
    ...Object.fromEntries(filters),
  };
}

/** The filters of an address alone. */
export function filtersOf({ sheet: _sheet, form: _form, ...filters }: ExportSearch): {
  [K in Filter]?: string;
} {
  return filters;
}

/** Filters that the form itself does not ask for: each is shown, and can be taken away. */
const ASKED: ReadonlySet<string> = new Set(["agent", "team", "queue", "rubric", "day_from", "day_before"]);

export const besides = (search: ExportSearch): [Filter, string][] =>
  Object.entries(filtersOf(search)).filter(([name]) => !ASKED.has(name)) as [Filter, string][];
