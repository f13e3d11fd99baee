import type { Messages } from "../i18n/en";

/** Why a call came no further, as its code says it: `failed:asr.not_audio`, `not_received`. */
export interface Reason {
  kind: string;
  code: string;
}

export function reasonIn(text: string): Reason {
  const at = text.indexOf(":");
  return at < 0 ? { kind: text, code: "" } : { kind: text.slice(0, at), code: text.slice(at + 1) };
}

/** Says why in words; a code that is not known stands as it is. */
export function worded(text: string, m: Messages): string {
  const { kind, code } = reasonIn(text);
  const what = m.reasons.coverage[kind] ?? kind;
  if (code === "") return what;
  const cause = (kind === "not_scorable" ? m.reasons.health[code] : undefined) ?? m.reasons.problem[code];
  return m.reasons.because(what, cause ?? code);
}

/** Which recordings to send again, for those of a reason; null where sending them again brings nothing. */
export function errandFor(text: string): { state: "failed" | "not_scorable"; code: string } | null {
  const { kind, code } = reasonIn(text);
  // A sound nobody can be judged by has a finding for its code, not a problem: it is sent again one by one.
  return kind === "failed" ? { state: "failed", code } : null;
}
