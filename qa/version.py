"""Versions of a recording: the same call, exported again with other bytes.

One version of a call is in force: it is listed and counted. A new one takes its place only once its sound could be
read, so that a broken export hides nothing. The same bytes for the same call are no version but the same recording.
Which bytes came is often known only after ingest, so the same decision is made at the door, at ingest, and when a late
sidecar tells which call it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qa.problem import Fault, Problem
from qa.recording import Recording

SAME_AUDIO = "qa.same_audio"
"""Code of the problem with which the same bytes for the same call are set aside."""


@dataclass(frozen=True, slots=True)
class Same:
    """It is a recording that is there already."""

    existing: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a recording stands among the versions of its call.

    Attributes:
        recording: with its links to the others.
        retired: id of the version whose place it takes.
    """

    recording: Recording
    retired: str | None = None


def settle(recording: Recording, others: Sequence[Recording], *, sound: bool) -> Same | Settled:
    """Decide where a recording stands.

    Args:
        recording: with what is known of it now.
        others: the other recordings of its call, in the order they were received.
        sound: whether its bytes were read and hold sound.
    """
    former = next((other for other in others if other.in_force), None)
    if former is None:
        return Settled(replace(recording, in_force=True))
    same = [
        other for other in others if other.audio_sha256 == recording.audio_sha256 and recording.audio_sha256
    ]
    if same:
        return Same(min(same, key=lambda other: (not other.in_force, _age(other))).id)
    if not sound:
        return Settled(replace(recording, in_force=False, supersedes=former.id))
    if _age(recording) > _age(former):
        return Settled(replace(recording, in_force=True, supersedes=former.id, superseded_by=None), former.id)
    return Settled(replace(recording, in_force=False, superseded_by=former.id))


def same_audio(existing: str) -> Problem:
    """Say why a recording that turned out to be another one is set aside."""
    return Problem(
        SAME_AUDIO,
        f"It is the same audio of the same call as recording {existing}, which stands for it; nothing is to be done.",
        Fault.RECORDING,
    )


def _age(recording: Recording) -> tuple[object, str]:
    return recording.received_at, recording.id
