/** Whose preferences these are. */
export const NOBODY = "local";
