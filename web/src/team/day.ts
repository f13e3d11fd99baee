import { useMemo } from "react";
import { useSpoken } from "../i18n/context";
import { LOCALES } from "../i18n/format";

/** Writes a day of the house, as `2026-03-02`, with its year unless it is this one; it has no time, so no zone moves it. */
export function useDay(): (day: string) => string {
  const { language } = useSpoken();
  return useMemo(() => {
    const parts = { day: "numeric", month: "short", timeZone: "UTC" } as const;
    const near = new Intl.DateTimeFormat(LOCALES[language], parts);
    const far = new Intl.DateTimeFormat(LOCALES[language], { ...parts, year: "numeric" });
    const year = String(new Date().getFullYear());
    return (day) => {
      if (day === "") return "–";
      return (day.startsWith(year) ? near : far).format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
    };
  }, [language]);
}
