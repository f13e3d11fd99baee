import { useMemo } from "react";
import { useSpoken } from "../i18n/context";
import { LOCALES } from "../i18n/format";

/** Writes a day of the house, as `2026-03-02`; it has no time, so no zone moves it. */
export function useDay(): (day: string) => string {
  const { language } = useSpoken();
  return useMemo(() => {
    const written = new Intl.DateTimeFormat(LOCALES[language], {
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    });
    return (day) => (day === "" ? "–" : written.format(new Date(`${day.slice(0, 10)}T00:00:00Z`)));
  }, [language]);
}
