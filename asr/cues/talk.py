"""How the talking is shared out, and how fast it goes."""

from collections.abc import Iterator

from asr.cues.activity import Activity, Said
from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.wording import units
from asr.spans import length
from asr.transcript import Doubt, Party

_NOT_SAID = frozenset({Doubt.REPETITION, Doubt.NO_SPEECH, Doubt.SIGN_OFF})
"""Doubts under which the number of words tells nothing."""


def talk_ratios(activity: Activity, duration: float) -> Iterator[Cue]:
    """Share out all the speech among the parties; the shares sum to 1, time spoken at once counts for each."""
    seconds = {party: length(activity.of(party)) for party in activity.parties}
    total = sum(seconds.values())
    for party, own in seconds.items():
        reason = f"{own:.1f} s of {total:.1f} s of speech"
        yield Cue(CueKind.TALK_RATIO, own / total, 0.0, duration, party, whole_call=True, reasons=(reason,))


def speech_rates(activity: Activity, language: str, duration: float, options: CueOptions) -> Iterator[Cue]:
    """Count characters (zh) or words (en) per minute in which the speaker is heard; pauses do not count.

    The call's own rate leaves out turns in another language, which are counted in another unit.
    """
    totals: dict[Party, tuple[int, float]] = {}
    for speaker in activity.speakers:
        for said in speaker.said:
            spoken, seconds = units(said.turn.text), length(said.speech)
            if not _is_telling(said, spoken, seconds, options):
                continue
            rate = 60 * spoken / seconds
            span = said.turn.start, said.turn.end
            reason = _reason(spoken, seconds, said.turn.language)
            yield Cue(CueKind.SPEECH_RATE, rate, *span, speaker.party, said.turn.index, reasons=(reason,))
            if said.turn.language == language:
                before, heard = totals.get(speaker.party, (0, 0.0))
                totals[speaker.party] = before + spoken, heard + seconds
    for party, (spoken, seconds) in totals.items():
        reason = _reason(spoken, seconds, language)
        rate = 60 * spoken / seconds
        yield Cue(CueKind.SPEECH_RATE, rate, 0.0, duration, party, whole_call=True, reasons=(reason,))


def _is_telling(said: Said, spoken: int, seconds: float, options: CueOptions) -> bool:
    enough = seconds >= options.rate_speech and spoken >= options.rate_units
    return enough and _NOT_SAID.isdisjoint(said.turn.doubts)


def _reason(spoken: int, seconds: float, language: str) -> str:
    return f"{spoken} {'characters' if language == 'zh' else 'words'} in {seconds:.1f} s of speech"
