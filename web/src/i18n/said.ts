import type { components } from "../api/schema";
import type { Language } from "./format";
import { said as sentences, words } from "./zh/said";

/** A sentence that the house keeps as data, taken apart. */
export type Said = components["schemas"]["Said"];

/** Sentences taken apart, by their text. */
export type SaidByText = Readonly<Record<string, readonly Said[]>>;

/** Puts together what is known on the pages of a list. */
export function saidOn(pages: readonly { said: SaidByText }[] | undefined): SaidByText {
  return Object.assign({}, ...(pages?.map(({ said }) => said) ?? []));
}

/** Says a channel or a part that is a word; what is neither stays as it is. */
function part(value: string): string {
  const channel = /^channel[ -](\d+)$/.exec(value);
  if (channel !== null) return `声道 ${channel[1]}`;
  const level = /^sound at (-?\d+) dBFS but no speech$/.exec(value);
  if (level !== null) return `有 ${level[1]} dBFS 的声音但没有话语`;
  return words[value] ?? value;
}

function one({ code, values, why, text }: Said): string | null {
  const sentence = sentences[code];
  if (sentence === undefined) return null;
  const reason = why.length === 0 ? (values.why ?? "") : all(why);
  if (reason === null) return null;
  const parts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, part(value)]));
  return sentence(parts, reason) || text;
}

function all(parts: readonly Said[]): string | null {
  const told = parts.map(one);
  return told.every((each) => each !== null) ? told.join("；") : null;
}

/** Says a sentence of the house in a language; null where it is only there as it is written, in English. */
export function inWords(text: string, said: SaidByText | undefined, language: Language): string | null {
  if (language === "en") return text.replaceAll(/(^|says that )channel-(\d+)\b/g, "$1channel $2");
  const parts = said?.[text];
  return parts === undefined || parts.length === 0 ? null : all(parts);
}
