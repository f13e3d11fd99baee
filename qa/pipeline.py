"""The whole journey of a call in memory: what the stages do, without the house around them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from asr.audio import decode
from asr.cues.cue import Cues
from asr.health.ailment import Health
from asr.listen import Ears, ListenOptions, listen
from asr.transcript import Transcript
from qa.choice import choose, facts_of
from qa.flag import Flag, flags_of_scores, flags_of_sound
from qa.metadata import CallMetadata
from scoring.call import Call
from scoring.finding import Scorecard
from scoring.form import Rubric
from scoring.ports import Aids
from scoring.score import score


@dataclass(frozen=True, slots=True)
class Inspection:
    """All there is to say of a call.

    Attributes:
        duration: seconds.
        health: findings on the sound; where one blocks, there are no scorecards.
        transcript: None where the sound cannot be judged and nobody wrote it down.
        cues: None likewise.
        scorecards: one per rubric.
        flags: why a person should look.
        timings: (step, CPU-seconds).
    """

    duration: float
    health: Health
    transcript: Transcript | None
    cues: Cues | None
    scorecards: tuple[Scorecard, ...]
    flags: tuple[Flag, ...]
    timings: tuple[tuple[str, float], ...]


def inspect(  # noqa: PLR0913 each is an ingredient of its own
    path: Path,
    *,
    scratch: Path,
    ears: Ears,
    options: ListenOptions,
    rubrics: Sequence[Rubric],
    metadata: CallMetadata,
    aids: Aids | None = None,
    progress: Callable[[str, float], None] = lambda _step, _share: None,
) -> Inspection:
    """Take a call from its audio to its scorecards.

    Args:
        path: the audio.
        scratch: a folder for the decoded sound; the caller removes it.
        ears: the models that listen.
        options: how they listen.
        rubrics: those to score by; see `choose`.
        metadata: what the recording system says about the call.
        aids: models that some checks ask.
        progress: told of each step's name and the share of the listening done.

    Raises:
        AudioError: the bytes are at fault.
        ScratchFull: no room for the decoded sound.
        ModelError: a model cannot be used.
    """
    sound = decode(path, scratch=scratch)
    heard = listen(sound, ears, options, progress)
    cards: tuple[Scorecard, ...] = ()
    if heard.transcript is not None and heard.health.scorable:
        call = Call(heard.transcript, heard.cues, facts_of(metadata, heard.transcript))
        cards = tuple(score(rubric, call, aids) for rubric in choose(rubrics, call))
    flags = (*flags_of_scores(cards), *flags_of_sound(heard.health, heard.transcript, heard.cues))
    return Inspection(sound.duration, heard.health, heard.transcript, heard.cues, cards, flags, heard.timings)
