import { dayOf } from "../house/amount";

/** What the address of the page says. */
export type CoverageSearch = { day?: string; team?: string };

/** Reads an address; what it does not know it leaves out. */
export function readCoverage(given: Record<string, unknown>): CoverageSearch {
  const day = dayOf(given.day);
  return {
    ...(day === undefined ? {} : { day }),
    ...(typeof given.team === "string" && given.team !== "" ? { team: given.team.slice(0, 200) } : {}),
  };
}
