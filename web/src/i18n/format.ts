export type Language = "zh" | "en";

export const LOCALES: Record<Language, string> = { zh: "zh-CN", en: "en-GB" };

/** Writes a place in a call: `0:42`, `61:03`, or `1:01:03` from an hour on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Cuts off, never rounds up: 0.996 is not 100 %. */
export function percent(share: number): number {
  return share >= 1 ? 100 : Math.min(99, Math.floor(share * 100));
}

export interface Formats {
  clock(seconds: number): string;
  percent(share: number): string;
  score(score: number): string;
  points(points: number): string;
  number(value: number, digits?: number): string;
  moment(iso: string): string;
  /** How far a moment is from now: in 3 hours, 2 days ago. */
  away(iso: string, now: number): string;
  seconds(value: number): string;
}

const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** Says a stretch of milliseconds in the greatest unit it fills; towards now, so that 47 hours are one day. */
export function apart(ms: number): [number, "day" | "hour" | "minute"] {
  const [unit, size] = UNITS.find(([, each]) => Math.abs(ms) >= each) ?? UNITS[2];
  const whole = Math.trunc(ms / size);
  return [whole === 0 ? 0 : whole, unit];
}

/** Makes a format when it is first asked for: reading a language's tables holds up a page that opens. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Numbers and moments as a language writes them; moments in the reader's own time zone. */
export function formats(language: Language): Formats {
  const locale = LOCALES[language];
  const moment = once(() => new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" }));
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits: number) => {
    const known = numbers.get(digits) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
    numbers.set(digits, known);
    return known.format(value);
  };
  return {
    clock,
    percent: (share) => (language === "zh" ? `${percent(share)}%` : `${percent(share)} %`),
    score: (score) => number(score, 0),
    points: (points) => number(points, 1),
    number: (value, digits = 1) => number(value, digits),
    away: (iso, now) => relative().format(...apart(Date.parse(iso) - now)),
    moment: (iso) => moment().format(new Date(iso)),
    seconds: (value) => (language === "zh" ? `${number(value, 1)} 秒` : `${number(value, 1)} s`),
  };
}
