export const VIEWS = ["form", "text", "examples", "changes", "gates", "backtest"] as const;
export type View = (typeof VIEWS)[number];

/** What the address of a version says. */
export interface VersionSearch {
  view?: View;
  against?: string;
}

export const isView = (given: unknown): given is View => VIEWS.some((each) => each === given);
