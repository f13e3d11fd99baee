/** Parts of a sentence, as they are written in it. */
export type Parts = Readonly<Record<string, string>>;
