"""What is said and what nearly is: places that overlap, lines ruled out at once, and near misses."""

from hypothesis import given
from hypothesis import strategies as st

from asr.transcript import Party, Turn
from scoring.finding import Evidence
from scoring.look import Hit
from scoring.pattern import exact, pairs
from scoring.spoken import apart
from scoring.stream import Stream, stream
from scoring.wording import way, wording

WORDS = ("call", "recorded", "thank", "you", "录", "音", "请")


def hit(low: int, length: int, similarity: float) -> Hit:
    quote = "x" * length
    evidence = Evidence(0.0, 1.0, Party.AGENT, quote, 1.0, 0, note="x")
    return Hit((evidence,), (0, low), (0, low + length), 0.0, similarity)


def said(text: str) -> Stream:
    return stream([Turn(0, 0.0, 9.0, Party.AGENT, 0, text, "en", 1.0)])


def sounds_of(text: str) -> frozenset[str]:
    return said(text).vocabulary


HITS = st.lists(
    st.builds(hit, st.integers(0, 30), st.integers(1, 6), st.sampled_from([0.8, 0.9, 1.0])), max_size=12
)


@given(HITS)
def test_the_best_of_overlapping_hits_stay(hits: list[Hit]) -> None:
    kept: list[Hit] = []
    for each in sorted(hits, key=lambda h: (-h.similarity, -(h.finish[1] - h.begin[1]), h.begin)):
        if all(each.finish <= other.begin or each.begin >= other.finish for other in kept):
            kept.append(each)

    assert apart(hits) == tuple(sorted(kept, key=lambda h: h.begin))


def _choice(options: list[str]) -> str:
    return f"({'|'.join(options)})"


PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
LINES = st.lists(
    st.one_of(
        PLAIN,
        st.lists(PLAIN, min_size=2, max_size=3).map(_choice),
        PLAIN.map(lambda word: f"({word}|)"),
        st.just("..."),
    ),
    min_size=1,
    max_size=4,
).map(lambda steps: " ".join([*steps, "you"]))


@given(LINES, st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_a_line_that_is_ruled_out_is_nowhere(line: str, text: str) -> None:
    heard = said(text)
    places = [match.span() for match in exact((line,)).finditer(heard.words.text)]

    assert len(heard.find(line, by_sound=False)) == len(places)


def test_a_line_needs_the_rarest_of_its_pairs() -> None:
    assert pairs("(thank|thanks to) you for calling") == {("for", "calling")}
    assert pairs("(call recorded|线路录音) ...") == {("call", "recorded"), ("录", "音")}
    assert pairs("录") == {("录", "")}


def test_the_way_that_is_heard_most_is_taken() -> None:
    line = "(这通|本次) 电话 ... (录音|录制)"
    found = way(line, sounds_of("电话可能录制") & wording(line).sounds)

    assert (found.there, found.missing) == (4, 2)
    assert found.share == 4 / 6
    assert [getattr(step, "text", "...") for step in found.steps][-2:] == ["录", "制"]


def test_the_nearest_stretch_of_a_turn_is_found() -> None:
    line = "本次通话可能会被录音"
    heard = said("您好，本次通话可能会录音，请问有什么可以帮您")
    found = heard.nearest(way(line, heard.vocabulary), 0)

    assert found is not None
    assert (found.low, found.high) == (2, 11)
    assert 0.85 < found.similarity < 1.0


def test_nothing_is_near_in_another_turn() -> None:
    heard = said("今天天气不错")

    assert heard.nearest(way("本次通话可能会被录音", heard.vocabulary), 0) is None
