import type { Cue, Party, Transcript } from "../api/types";

const OTHER: Partial<Record<Party, Party>> = { agent: "customer", customer: "agent" };

const other = (party: Party): Party => OTHER[party] ?? party;

/** A transcript with agent and customer in each other's place, to read it where they were told apart wrongly. */
export function swappedTranscript(transcript: Transcript): Transcript {
  const { attribution, turns } = transcript;
  return {
    ...transcript,
    attribution: {
      ...attribution,
      parties: attribution.parties.map(([voice, party]): [string, Party] => [voice, other(party)]),
    },
    turns: turns.map((turn) => ({ ...turn, party: other(turn.party) })),
  };
}

/** The cues likewise. */
export const swappedCues = (cues: readonly Cue[]): Cue[] =>
  cues.map((cue) => ({ ...cue, party: other(cue.party) }));
