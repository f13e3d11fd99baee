"""What one system made of the recordings, and what it cost."""

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter

from bench.cases import Said


@dataclass(frozen=True, slots=True)
class Answer:
    """One criterion's outcome, as the scorecard gives it."""

    rubric: str
    criterion: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True)
class Result:
    """One system on one recording.

    Attributes:
        case: the case's name.
        heard: turns, or words with their voice, by start; `party` is a party or a voice.
        voices: (start, end, voice) as the diarizer said, for DER; empty on two channels.
        duration: seconds of audio.
        cpu: CPU-seconds per stage.
        hearing: share of heard speech with words, per channel; empty where the system does not measure it.
        answers: of the scorecards; empty for a system without any.
        blocked: why the health gate let nobody judge the call, where it did not.
    """

    case: str
    heard: tuple[Said, ...]
    voices: tuple[tuple[float, float, str], ...]
    duration: float
    cpu: dict[str, float]
    hearing: tuple[float, ...] = ()
    answers: tuple[Answer, ...] = ()
    blocked: str = ""

    @property
    def cpu_seconds(self) -> float:
        """CPU-seconds, all stages."""
        return sum(self.cpu.values())

    @property
    def rtf(self) -> float:
        """CPU-seconds per second of audio, all stages."""
        return self.cpu_seconds / self.duration


@dataclass(frozen=True, slots=True)
class Showing:
    """One system on all recordings, in one process.

    Attributes:
        system: `ours` or `baseline`.
        engines: what it ran, by part.
        loading: CPU-seconds to load the models and to warm them up.
        peak_bytes: largest resident memory of the process.
        results: one per case.
    """

    system: str
    engines: dict[str, str]
    loading: float
    peak_bytes: int
    results: tuple[Result, ...] = field(repr=False)

    def of(self, case: str) -> Result | None:
        """Give the result of a case, None where the system was not asked about it."""
        return next((r for r in self.results if r.case == case), None)


_SHOWING = TypeAdapter(Showing)


def write(path: Path, showing: Showing) -> None:
    """Write what a system showed."""
    whole = path.with_suffix(".new")
    whole.write_bytes(_SHOWING.dump_json(showing, indent=1))
    whole.replace(path)  # a process that is killed while it writes leaves the former one


def read(path: Path) -> Showing:
    """Read what `write` wrote."""
    return _SHOWING.validate_json(path.read_bytes())
