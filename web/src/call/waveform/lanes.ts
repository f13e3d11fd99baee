import type { Cue, CueKind, Finding, Flag, Outcome, Party, Transcript } from "../../api/types";
import { isApart } from "../parties";

/** A lane of the picture: whose sound, and on which channel. */
export interface Lane {
  channel: number;
  party: Party | "mixed";
}

/** The agent above, the customer below; parties that share a channel share a lane. */
export function lanes({ attribution, hearing }: Pick<Transcript, "attribution" | "hearing">): Lane[] {
  const parties = new Map(attribution.parties.map(([voice, party]) => [voice, party]));
  if (!isApart(attribution)) return [{ channel: 0, party: "mixed" }];
  const order: (Party | "mixed")[] = ["agent", "customer", "ivr", "unknown"];
  return hearing
    .map(({ channel }): Lane => ({ channel, party: parties.get(`channel-${channel}`) ?? "unknown" }))
    .sort((a, b) => order.indexOf(a.party) - order.indexOf(b.party) || a.channel - b.channel);
}

export type Curve = "tension" | "loudness" | "pitch";

/** A value of a curve over a stretch of the call. */
export interface Value {
  start: number;
  end: number;
  party: Party;
  value: number;
  reasons: readonly string[];
}

const OF_CURVE: Record<Curve, CueKind> = {
  tension: "tension_relative",
  loudness: "loudness",
  pitch: "pitch",
};

/** The values of a curve, by start. */
export function curve(cues: readonly Cue[], which: Curve): Value[] {
  return cues
    .filter((each) => each.kind === OF_CURVE[which] && !each.whole_call)
    .map(({ start, end, party, value, reasons }) => ({ start, end, party, value, reasons }))
    .sort((a, b) => a.start - b.start);
}

export type BandKind = "silence" | "hold" | "overlap" | "interruption" | "untold";

/** A stretch that is marked across the lanes, or on one. */
export interface Band {
  kind: BandKind;
  start: number;
  end: number;
  party: Party | null;
}

const BANDS: Partial<Record<CueKind, BandKind>> = {
  silence: "silence",
  hold: "hold",
  overlap: "overlap",
  interruption: "interruption",
};

/** What the timing tells: silence, holds, overlap, who cut in, and speech that has no words. */
export function bands(
  cues: readonly Cue[],
  { hearing, attribution }: Pick<Transcript, "hearing" | "attribution">,
): Band[] {
  const parties = new Map(attribution.parties.map(([voice, party]) => [voice, party]));
  const timed = cues.flatMap((each): Band[] => {
    const kind = BANDS[each.kind];
    if (kind === undefined || each.whole_call) return [];
    return [{ kind, start: each.start, end: each.end, party: kind === "interruption" ? each.party : null }];
  });
  const untold = hearing.flatMap(({ channel, holes }) =>
    holes.map(
      ({ start, end }): Band => ({
        kind: "untold",
        start,
        end,
        party: parties.get(`channel-${channel}`) ?? null,
      }),
    ),
  );
  return [...timed, ...untold];
}

/** A place in the call that a finding or a flag points at. */
export interface Marker {
  time: number;
  sign: Outcome | "flag";
  criterion: string | null;
  evidence: number;
  text: string;
}

/** One marker for each piece of evidence of what was not met, is undecided or was met, and for each flag. */
export function markers(
  findings: readonly Finding[],
  flags: readonly Flag[],
  titles: (criterion: string) => string,
  flagged: (flag: Flag) => string,
): Marker[] {
  const found = findings.flatMap((finding) =>
    finding.outcome === "not_applicable"
      ? []
      : finding.evidence.map((each, evidence) => ({
          time: each.start,
          sign: finding.outcome,
          criterion: finding.criterion,
          evidence,
          text: titles(finding.criterion),
        })),
  );
  const raised = flags.flatMap((flag) =>
    flag.start == null || flag.criterion !== null
      ? []
      : [{ time: flag.start, sign: "flag" as const, criterion: null, evidence: 0, text: flagged(flag) }],
  );
  return [...found, ...raised].sort((a, b) => a.time - b.time);
}
