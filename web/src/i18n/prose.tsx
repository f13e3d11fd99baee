import { createContext, type ReactNode, useContext } from "react";
import { useSpoken } from "./context";
import { inWords, type SaidByText } from "./said";

const Context = createContext<SaidByText>({});

/** Knows how the sentences of the house are made up that are shown beneath it. */
export function Sayings({ said, children }: { said: SaidByText; children: ReactNode }) {
  return <Context value={said}>{children}</Context>;
}

/** The sentences that are known beneath it, taken apart. */
export const useSaid = () => useContext(Context);

/** Says a sentence of the house in the reader's language; what nobody can say so stays as it is. */
export function useSaying(): (text: string) => string {
  const { language } = useSpoken();
  const said = useContext(Context);
  return (text) => inWords(text, said, language) ?? text;
}

/** A sentence of the house in the reader's language; one that nobody has put into it stays English, and says so. */
export function Prose({ text }: { text: string }) {
  const { language } = useSpoken();
  const told = inWords(text, useContext(Context), language);
  return told === null ? <span lang="en">{text}</span> : told;
}
