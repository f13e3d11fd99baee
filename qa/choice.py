"""Which rubrics are for a call, and what they may ask about it beside its words."""

from collections.abc import Sequence

from asr.transcript import Transcript
from qa.metadata import CallMetadata, Fact
from scoring.call import Call
from scoring.form import Rubric, Status


def facts_of(metadata: CallMetadata, transcript: Transcript, **more: Fact) -> dict[str, Fact]:
    """Gather what a rubric may ask about a call beside its words; the language heard overrides the one told."""
    return {**metadata.facts(), **more, "language": transcript.language}


def choose(
    rubrics: Sequence[Rubric], call: Call, *, statuses: Sequence[Status] = (Status.ACTIVE,)
) -> tuple[Rubric, ...]:
    """Pick the rubrics that are for a call; of several versions of one status, the last."""
    language = call.transcript.language
    used = [
        rubric for rubric in rubrics if rubric.status in statuses and rubric.applies(language, call.metadata)
    ]
    return tuple({(rubric.id, rubric.status): rubric for rubric in used}.values())
