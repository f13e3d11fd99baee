import type { components } from "../api/schema";
import type { Figure } from "../design/figure";

type Schemas = components["schemas"];
type Told = Schemas["PublishedFigure"];
type Question = Schemas["TrendQuestion"];

/** A figure with half of its interval's length beside it, in the figure's unit. */
export interface Barred {
  figure: Figure;
  plusMinus: number | null;
}

/** One published figure: as the machine gives it, as people would have it, and how often the machine errs there. */
export interface Row {
  kind: Exclude<Told["kind"], "error">;
  /** Empty for whole evaluations. */
  criterion: string;
  calls: number;
  machine: number | null;
  corrected: Barred;
  /** Of the criterion's answers, or of all answers for a figure of whole evaluations. */
  error: Barred | null;
}

export interface Group {
  /** Of which team, agent, queue or version; empty where it is of all, or where that is not known. */
  name: string;
  /** Of all answers together. */
  error: Barred | null;
  rows: readonly Row[];
}

const barred = ({ corrected, plus_minus: plusMinus }: Told): Barred => ({ figure: corrected, plusMinus });

/** Puts what the API tells figure by figure together, so that each stands beside the machine's error in it. */
export function laidOut(items: readonly Told[]): Group[] {
  return [...new Set(items.map(({ group }) => group))].map((name) => {
    const own = items.filter(({ group }) => group === name);
    const errors = new Map(
      own.filter(({ kind }) => kind === "error").map((each) => [each.criterion, barred(each)]),
    );
    const rows = own.flatMap((each): Row[] =>
      each.kind === "error"
        ? []
        : [
            {
              kind: each.kind,
              criterion: each.criterion,
              calls: each.calls,
              machine: each.machine,
              corrected: barred(each),
              error: errors.get(each.criterion) ?? null,
            },
          ],
    );
    return { name, error: errors.get("") ?? null, rows };
  });
}

/** Names a figure in an address: `score`, `passed`, or a criterion's id. */
export const keyOf = ({ kind, criterion }: Pick<Row, "kind" | "criterion">): string =>
  kind === "met" ? criterion : kind;

/** The calls that a group's figures are of, as a list of recordings is narrowed; null where that cannot be said. */
export function callsIn(question: Question, group: string): Record<string, string> | null {
  const { by, rubric, author, language, version, team, queue, agent, since, before } = question;
  if (by !== null && group === "") return null;
  const told = { rubric, author, language, version, team, queue, agent, day_from: since, day_before: before };
  const narrowed = by === null ? told : { ...told, [by]: group };
  return Object.fromEntries(
    Object.entries(narrowed).filter((each): each is [string, string] => each[1] !== null && each[1] !== ""),
  );
}
