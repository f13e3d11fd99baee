"""A call whose words are known, told again by who speaks where: a person corrected it, and nothing is listened to anew.

The words stay as they were heard. Parties and what was measured of them change, as cues belong to parties.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from asr.attribute import AttributionOptions, find_swap, name_turns, side_of
from asr.audio import Sound
from asr.crosstalk import own_speech
from asr.cues.cue import Cues
from asr.cues.measure import measure
from asr.health.ailment import Health, HealthKind
from asr.health.examine import identical_channels
from asr.listen import ListenOptions
from asr.ports import SpeechDetector
from asr.transcript import CHANNEL, Attribution, Basis, Party, Transcript, Turn

SAID = "a person said who speaks where"
"""The reason for parties that a person told."""


def retell(transcript: Transcript, parties: Mapping[str, Party]) -> Transcript:
    """Give each voice or channel the party that a person says it is; recorded prompts stay the IVR's.

    Args:
        transcript: as it was heard.
        parties: by voice or `channel-N`; one that is not named is unknown.
    """
    told = Attribution(Basis.PERSON, tuple(sorted(parties.items())), 1.0, (SAID,))
    return replace(transcript, attribution=told, turns=name_turns(transcript.turns, told))


def carry(parties: Mapping[str, Party], former: Sequence[Turn], turns: Sequence[Turn]) -> dict[str, Party]:
    """Carry a person's word over to a call that was listened to again, where voices may have other names.

    A channel is the same channel. A voice is of the party whose former turns it speaks longest together with.

    Args:
        parties: as a person told them of the former turns.
        former: the turns that the person saw, by start.
        turns: the turns now, by start.
    """
    shared: dict[str, dict[Party, float]] = {side_of(turn): {} for turn in turns}
    for turn in turns:
        seconds = shared[side_of(turn)]
        for other in former:
            together = min(turn.end, other.end) - max(turn.start, other.start)
            if together > 0:
                party = parties.get(side_of(other), Party.UNKNOWN)
                seconds[party] = seconds.get(party, 0.0) + together
    channels = {side: party for side, party in parties.items() if side.startswith(CHANNEL)}
    return {
        side: max(seconds, key=lambda party: seconds[party], default=Party.UNKNOWN)
        for side, seconds in shared.items()
    } | channels


def remeasure(sound: Sound, transcript: Transcript, detector: SpeechDetector, options: ListenOptions) -> Cues:
    """Measure the cues of a call whose words are known.

    Args:
        sound: decoded.
        transcript: with the parties that hold now.
        detector: finds speech, as it did when the call was listened to.
        options: as it was listened to with.

    Raises:
        EngineFailed: the detector gave up.
    """
    channels = sound.channels[:1] if identical_channels(sound, options.health) else sound.channels
    heard = tuple(detector.detect(samples) for samples in channels)
    return measure(sound, transcript, own_speech(channels, heard, options.crosstalk), options.cues)


def doubts(health: Health, attribution: Attribution) -> Health:
    """Say of a call's health whether its channels seem swapped, by the attribution that holds now."""
    other = tuple(each for each in health.findings if each.kind is not HealthKind.SWAPPED_CHANNELS)
    agents = (side for side, party in attribution.parties if party is Party.AGENT)
    agent = next(agents, "")
    # Under `CERTAIN`, only a map names an agent on two channels: words alone leave everyone unknown.
    mapped = int(agent.removeprefix(CHANNEL)) if agent.startswith(CHANNEL) else None
    return Health((*other, *find_swap(attribution, AttributionOptions(agent_channel=mapped))))
