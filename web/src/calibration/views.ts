export const VIEWS = ["sessions", "agreement", "errors", "modes"] as const;
export type View = (typeof VIEWS)[number];

/** What the address of the page says. */
export interface CalibrationSearch {
  view?: View;
  rubric?: string;
  version?: string;
  language?: "zh" | "en";
  queue?: string;
}

const isView = (given: unknown): given is View => VIEWS.some((each) => each === given);
const text = (given: unknown) =>
  typeof given === "string" || typeof given === "number" ? String(given).slice(0, 200) : undefined;

/** Reads an address; what it does not know it leaves out. */
export function readSearch(given: Record<string, unknown>): CalibrationSearch {
  const read = {
    view: isView(given.view) ? given.view : undefined,
    rubric: text(given.rubric),
    version: text(given.version),
    language: given.language === "zh" || given.language === "en" ? given.language : undefined,
    queue: text(given.queue),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined && value !== ""));
}
