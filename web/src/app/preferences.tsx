import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Language } from "../i18n/format";

export type Theme = "light" | "dark" | "system";

export interface Preferences {
  language: Language;
  theme: Theme;
  speed: number;
  skipSilence: boolean;
}

interface Kept extends Preferences {
  prefer(change: Partial<Preferences>): void;
}

const PLACE = "everycall.preferences";

/** Reads what was kept, and takes nothing from it that it does not know. */
export function read(text: string | null, languages: readonly string[]): Preferences {
  const first = languages.find((each) => /^(zh|en)\b/.test(each));
  const usual: Preferences = {
    language: first?.startsWith("zh") ? "zh" : "en",
    theme: "system",
    speed: 1,
    skipSilence: false,
  };
  try {
    const kept: Partial<Record<keyof Preferences, unknown>> = JSON.parse(text ?? "{}") ?? {};
    return {
      language: kept.language === "zh" || kept.language === "en" ? kept.language : usual.language,
      theme: kept.theme === "light" || kept.theme === "dark" ? kept.theme : usual.theme,
      speed:
        typeof kept.speed === "number" && kept.speed >= 0.75 && kept.speed <= 2.5 ? kept.speed : usual.speed,
      skipSilence: kept.skipSilence === true,
    };
  } catch {
    return usual;
  }
}

const Context = createContext<Kept | null>(null);

/** Keeps what a person prefers, in the browser. */
export function Preferring({ user, children }: { user: string; children: ReactNode }) {
  const place = `${PLACE}.${user}`;
  const [preferences, setPreferences] = useState(() =>
    read(localStorage.getItem(place), navigator.languages),
  );
  useEffect(() => localStorage.setItem(place, JSON.stringify(preferences)), [place, preferences]);
  useTheme(preferences.theme);
  const kept = useMemo(
    () => ({
      ...preferences,
      prefer: (change: Partial<Preferences>) => setPreferences((former) => ({ ...former, ...change })),
    }),
    [preferences],
  );
  return <Context value={kept}>{children}</Context>;
}

export function usePreferences(): Kept {
  const kept = useContext(Context);
  if (kept === null) throw new Error("usePreferences needs <Preferring> above it");
  return kept;
}

function useTheme(theme: Theme) {
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      document.documentElement.dataset.theme = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
    };
    apply();
    dark.addEventListener("change", apply);
    return () => dark.removeEventListener("change", apply);
  }, [theme]);
}
