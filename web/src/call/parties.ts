import type { Cue, Party, Transcript } from "../api/types";

/** What the name of a channel begins with where it stands for who speaks on it. */
export const CHANNEL = "channel-";

/** Who can speak in a call. */
export const PARTIES: readonly Party[] = ["agent", "customer", "ivr", "unknown"];

/** Whether the parties have channels of their own, whoever said which is whose. */
export function isApart({ basis, parties }: Pick<Transcript["attribution"], "basis" | "parties">): boolean {
  if (basis === "person") return parties.filter(([side]) => side.startsWith(CHANNEL)).length > 1;
  return basis === "channels";
}

const OTHER: Partial<Record<Party, Party>> = { agent: "customer", customer: "agent" };

/** The other one of agent and customer; whoever else it is stays. */
export const other = (party: Party): Party => OTHER[party] ?? party;

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
