"""How quickly a call is scored: `python -m bench.scoring`.

Ten minutes of talk, laid end to end from the scripts of the sample calls, by both default rubrics, in CPU-seconds of
one core: the first time, when every clause is embedded, and again with the vectors there. The rubrics' own sentences
are embedded once for each of their versions, and are told apart.
"""

import time
from pathlib import Path

import yaml

from asr.transcript import Attribution, Basis, Party, Transcript, Turn
from config.settings import Settings
from scoring.call import Call
from scoring.form import Rubric
from scoring.needs import needs_of
from scoring.ports import Aids
from scoring.remembered import Remembered
from scoring.rubric import library
from scoring.score import score_all
from workers.engines import load_embedder
from workers.memory import settle

SCRIPTS = Path(__file__).resolve().parent.parent / "samples" / "scripts"
SECONDS = 600.0
PACE = {"en": 14.0, "zh": 4.7}
"""Characters of a second of talk, pauses included."""

_AGAIN = 10


def long_call(language: str) -> Call:
    """Lay the sample scripts of a language end to end until ten minutes are full."""
    lines = [
        (party, text)
        for path in sorted(SCRIPTS.glob(f"{language}-*.yaml"))
        for step in yaml.safe_load(path.read_text("utf-8"))["call"]
        for party, text in step.items()
        if party in ("agent", "customer")
    ]
    turns: list[Turn] = []
    at, place = 0.0, 0
    while at < SECONDS:
        party, text = lines[place % len(lines)]
        # The second time round every line says something else, as far as an embedder can tell.
        text = text if place < len(lines) else f"{place} {text}"
        end = at + len(text) / PACE[language]
        turns.append(Turn(len(turns), at, end, Party(party), party == "customer", text, language, 0.9))
        at, place = end, place + 1
    parties = (("channel-0", Party.AGENT), ("channel-1", Party.CUSTOMER))
    attribution = Attribution(Basis.CHANNELS, parties, 1.0)
    return Call(Transcript(language, at, attribution, tuple(turns), (), ()))


def spent(rubrics: list[Rubric], call: Call, aids: Aids) -> float:
    """Score once; gives CPU-seconds."""
    begun = time.process_time()
    score_all(rubrics, call, aids)
    return time.process_time() - begun


def main() -> None:
    """Print a line per language."""
    settings = Settings()
    house = load_embedder(settings)
    settle()  # as a worker does
    for language in ("en", "zh"):
        rubrics = [r for r in library(settings.rubrics_dir) if r.language == language]
        call = long_call(language)
        words = [spent(rubrics, call, Aids()) for _ in range(_AGAIN)]
        print(
            f"{language}: {len(call.transcript.turns)} turns; without meanings {words[0]:.2f} s the first time,"
            f" {1000 * min(words):.1f} ms again"
        )
        if house is not None:
            own = Remembered(house)
            begun = time.process_time()
            own.embed([line for rubric in rubrics for line in needs_of(rubric).lines], language)
            once = time.process_time() - begun
            memory = Remembered(house, own.learnt)
            first = spent(rubrics, call, Aids(embedder=memory))
            known = {**own.learnt, **memory.learnt}
            again = [spent(rubrics, call, Aids(embedder=Remembered(house, known))) for _ in range(_AGAIN)]
            print(
                f"    with meanings {first:.2f} s the first time ({len(memory.learnt)} vectors; the rubrics' own"
                f" {len(own.learnt)} took {once:.2f} s, once),"
                f" {1000 * min(again):.1f} ms again (median {1000 * sorted(again)[_AGAIN // 2]:.1f})"
            )


if __name__ == "__main__":
    main()
