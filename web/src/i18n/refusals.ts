import type { Language } from "./format";
import { refusals } from "./zh/refusals";

/** Says a refusal in a language by its code; null where its own words are to be shown, which are English. */
export function refusalIn(code: string, language: Language): string | null {
  return language === "en" ? null : (refusals[code] ?? null);
}
