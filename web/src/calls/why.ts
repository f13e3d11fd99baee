import type { Flag, FlagKind, Recording } from "../api/types";
import type { Messages } from "../i18n/en";
import type { Language } from "../i18n/format";
import { refusalIn } from "../i18n/refusals";
import { inWords, type SaidByText } from "../i18n/said";

const HAN = /\p{Script=Han}/u;
const PROPOSAL = /^the machine proposes (met|not_met|undecided|not_applicable): /;

export interface Reader {
  m: Messages;
  language: Language;
  /** The sentences of the house, taken apart. */
  said: SaidByText;
}

/** Why a flag was raised on a call. */
export interface Reason {
  text: string;
  /** Whether it stays English for a reader of Chinese: a rubric's own words. */
  isEnglish: boolean;
}

/** The flags of a call by kind, in the order in which each kind was raised first. */
export function byKind(flags: readonly Flag[]): [FlagKind, Flag[]][] {
  const kinds = new Map<FlagKind, Flag[]>();
  for (const flag of flags) kinds.set(flag.kind, [...(kinds.get(flag.kind) ?? []), flag]);
  return [...kinds];
}

/** Says why a flag was raised, in the reader's language; null where only its kind can be said in it. */
export function whyOf(
  { why, criterion }: Pick<Flag, "why" | "criterion">,
  { m, language, said }: Reader,
  titleOf: (criterion: string) => string = (id) => id,
): Reason | null {
  if (criterion === null) {
    const text = inWords(why, said, language);
    return text === null ? null : { text, isEnglish: false };
  }
  const own = why.startsWith(`${criterion}: `) ? why.slice(criterion.length + 2) : why;
  const proposed = PROPOSAL.exec(own);
  const outcome = proposed?.[1] as keyof Messages["outcome"] | undefined;
  const reason = proposed === null ? own : own.slice(proposed[0].length);
  return {
    text: m.flags.of(titleOf(criterion), outcome === undefined ? null : m.outcome[outcome], reason),
    isEnglish: language !== "en" && reason !== "" && !HAN.test(reason),
  };
}

/** Says what a kind of flag means, and why it was raised on this call, in one text. */
export function explained(kind: FlagKind, flags: readonly Flag[], reader: Reader): string {
  const reasons = flags.map((flag) => whyOf(flag, reader)?.text ?? "");
  return [...new Set([reader.m.inbox.meaning[kind] ?? "", ...reasons])].filter(Boolean).join("\n");
}

type Problem = NonNullable<Recording["problem"]>;

/** Says what went wrong, where the reader's language has it; null where only the message tells. */
export function problemIn({ code }: Pick<Problem, "code">, m: Messages, language: Language): string | null {
  return language === "en" ? null : (m.reasons.problem[code] ?? refusalIn(code, language));
}
