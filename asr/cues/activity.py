"""Who is heard when: the speech of each channel given to the parties, from turns and detected speech."""

from collections.abc import Sequence
from dataclasses import dataclass

from asr.ports import Speech
from asr.spans import Spans, clip, difference, union
from asr.transcript import Attribution, Party, Span, Transcript, Turn


@dataclass(frozen=True, slots=True)
class Said:
    """A turn and the speech heard in it, without its pauses."""

    turn: Turn
    speech: Spans


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of the call.

    Attributes:
        party: whose voice.
        channel: where it is heard.
        voice: the diarizer's label where the party is not known, so that two strangers stay two.
        said: the turns, by start.
        speech: all that is heard of this speaker, with words or without.
        alone: the part in which no other voice shares the channel.
    """

    party: Party
    channel: int
    voice: str | None
    said: tuple[Said, ...]
    speech: Spans
    alone: Spans


@dataclass(frozen=True, slots=True)
class Activity:
    """Everyone heard in a call.

    Attributes:
        speakers: by party, channel, voice; those without a second of sound left out.
        anyone: someone speaks, on any channel, known or not.
        apart: whether each party has a channel of its own, so that who speaks over whom can be trusted.
    """

    speakers: tuple[Speaker, ...]
    anyone: Spans
    apart: bool

    def of(self, party: Party) -> Spans:
        """Join the speech of all the party's voices."""
        return union(*(s.speech for s in self.speakers if s.party is party))

    @property
    def parties(self) -> tuple[Party, ...]:
        """The parties heard, in the order of `Party`."""
        heard = {s.party for s in self.speakers}
        return tuple(party for party in Party if party in heard)


def read_activity(transcript: Transcript, speech: Sequence[Speech]) -> Activity:
    """Give the speech heard to the parties.

    On a channel with one party all its speech is that party's, words or not. Where parties share a channel each
    gets the speech inside its turns, and speech without a turn stays nobody's.

    Args:
        transcript: whose turns say who.
        speech: one per channel.

    Raises:
        ValueError: a turn is on a channel of which no speech was given.
    """
    by_key: dict[tuple[Party, int, str], list[Turn]] = {}
    for turn in transcript.turns:
        if turn.channel >= len(speech):
            raise ValueError(
                f"turn {turn.index} is on channel {turn.channel}, but speech was given for {len(speech)} channel(s); "
                "give one Speech per channel of the recording"
            )
        voice = turn.voice or "" if turn.party is Party.UNKNOWN else ""
        by_key.setdefault((turn.party, turn.channel, voice), []).append(turn)
    for channel, heard in enumerate(speech):
        if heard.spans and not any(key[1] == channel for key in by_key):
            by_key[_attributed(transcript.attribution, channel), channel, ""] = []
    order = list(Party)
    keys = sorted(by_key, key=lambda key: (order.index(key[0]), *key[1:]))
    sharing = [[k for k in keys if k[1] == channel] for channel in range(len(speech))]
    speakers = tuple(_speaker(key, by_key, speech[key[1]], sole=len(sharing[key[1]]) == 1) for key in keys)
    return Activity(
        speakers=tuple(s for s in speakers if s.speech),
        anyone=union(*(heard.spans for heard in speech)),
        apart=transcript.attribution.apart and sum(bool(s.spans) for s in speech) > 1,
    )


def _attributed(attribution: Attribution, channel: int) -> Party:
    return dict(attribution.parties).get(f"channel-{channel}", Party.UNKNOWN)


def _speaker(
    key: tuple[Party, int, str],
    by_key: dict[tuple[Party, int, str], list[Turn]],
    heard: Speech,
    *,
    sole: bool,
) -> Speaker:
    party, channel, voice = key
    said = tuple(Said(turn, clip(heard.spans, turn.start, turn.end)) for turn in by_key[key])
    speech = heard.spans if sole else union(*(s.speech for s in said))
    others = union(
        *(
            (Span(t.start, t.end) for t in turns)
            for k, turns in by_key.items()
            if k[1] == channel and k != key
        )
    )
    alone = difference(difference(speech, heard.overlaps), others)
    return Speaker(party, channel, voice or None, said, speech, alone)
