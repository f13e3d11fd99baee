"""What one system made of one recording, and what it cost."""

import json
import resource
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.cases import Said


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
    """

    case: str
    heard: tuple[Said, ...]
    voices: tuple[tuple[float, float, str], ...]
    duration: float
    cpu: dict[str, float]
    hearing: tuple[float, ...] = ()

    @property
    def rtf(self) -> float:
        """CPU-seconds per second of audio, all stages."""
        return sum(self.cpu.values()) / self.duration


def write(path: Path, results: list[Result], loading: float) -> None:
    """Write a system's results, the CPU-seconds its models took to load, and the peak memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    told = {"loading_cpu_s": loading, "peak_memory_bytes": peak, "results": [asdict(r) for r in results]}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1), "utf-8")


def read(path: Path) -> tuple[dict[str, Result], float, int]:
    """Read what `write` wrote: results by case, loading CPU-seconds, peak memory in bytes."""
    told = json.loads(path.read_text("utf-8"))
    results = {
        r["case"]: Result(
            r["case"],
            tuple(Said(**s) for s in r["heard"]),
            tuple((v[0], v[1], v[2]) for v in r["voices"]),
            r["duration"],
            r["cpu"],
            tuple(r["hearing"]),
        )
        for r in told["results"]
    }
    return results, told["loading_cpu_s"], told["peak_memory_bytes"]
