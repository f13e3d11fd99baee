import type { Flag, Recording } from "../api/types";
import type { Messages } from "../i18n/en";
import type { Language } from "../i18n/format";

const HAN = /\p{Script=Han}/u;

/** Says why a call was flagged: in the house's own words where the reader has them, else what the flag means. */
export function whyOf({ kind, why }: Pick<Flag, "kind" | "why">, m: Messages, language: Language): string {
  return language === "en" || HAN.test(why) ? why : (m.inbox.meaning[kind] ?? why);
}

type Problem = NonNullable<Recording["problem"]>;

/** Says what went wrong, where the reader's language has it; null where only the message tells. */
export function problemIn({ code }: Pick<Problem, "code">, m: Messages, language: Language): string | null {
  return language === "en" ? null : (m.reasons.problem[code] ?? null);
}
