import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { en, type Messages } from "./en";
import { type Formats, formats, type Language, LOCALES } from "./format";
import { zh } from "./zh";

const TABLES: Record<Language, Messages> = { en, zh };

interface Spoken {
  language: Language;
  m: Messages;
  f: Formats;
}

const Context = createContext<Spoken>({ language: "en", m: en, f: formats("en") });

/** Says everything beneath it in one language. */
export function Speaking({ language, children }: { language: Language; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = LOCALES[language];
  }, [language]);
  const spoken = useMemo(() => ({ language, m: TABLES[language], f: formats(language) }), [language]);
  return <Context value={spoken}>{children}</Context>;
}

/** The texts and formats of the language in use. */
export const useSpoken = () => useContext(Context);
