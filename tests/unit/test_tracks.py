from hypothesis import given
from hypothesis import strategies as st

from asr.ports import Speech
from asr.spans import intersection, length, union
from asr.transcript import Span, SpeakerTurn
from asr.words.tracks import by_channel, by_voice


def test_each_channel_with_speech_is_a_track() -> None:
    tracks = by_channel((Speech((Span(0, 1),)), Speech(()), Speech((Span(2, 3),))))
    assert [(t.channel, t.voice, t.speech) for t in tracks] == [
        (0, None, (Span(0, 1),)),
        (2, None, (Span(2, 3),)),
    ]


def test_each_voice_gets_the_speech_in_its_turns_and_knows_the_others() -> None:
    turns = (SpeakerTurn(0, 5, "a"), SpeakerTurn(4, 9, "b"))
    first, second = by_voice(Speech((Span(1, 8),)), turns)
    assert (first.voice, first.speech, first.others) == ("a", (Span(1, 5),), (Span(5, 8),))
    assert (second.voice, second.speech, second.others) == ("b", (Span(4, 8),), (Span(1, 4),))


def test_speech_of_nobody_goes_to_the_nearest_voice() -> None:
    turns = (SpeakerTurn(0, 5, "a"), SpeakerTurn(10, 12, "b"))
    first, second = by_voice(Speech((Span(0, 6), Span(9, 14))), turns)
    assert first.speech == (Span(0, 6),)
    assert second.speech == (Span(9, 14),)


def test_a_voice_outside_all_speech_is_no_track() -> None:
    assert [
        t.voice for t in by_voice(Speech((Span(0, 5),)), (SpeakerTurn(0, 5, "a"), SpeakerTurn(7, 8, "b")))
    ] == ["a"]
    assert by_voice(Speech(()), ()) == ()


_times = st.lists(st.tuples(st.floats(0, 50), st.floats(0.1, 9)), max_size=12)


@given(_times, st.lists(st.tuples(st.floats(0, 50), st.floats(0.1, 9), st.sampled_from("abc")), max_size=12))
def test_all_speech_is_somebodys(
    heard: list[tuple[float, float]], said: list[tuple[float, float, str]]
) -> None:
    speech = Speech(union(Span(a, a + b) for a, b in heard))
    turns = sorted((SpeakerTurn(a, a + b, v) for a, b, v in said), key=lambda t: t.start)
    tracks = by_voice(speech, turns)
    given_out = union(*(t.speech for t in tracks))
    assert abs(length(given_out) - length(speech.spans)) < 1e-6
    assert abs(length(intersection(given_out, speech.spans)) - length(speech.spans)) < 1e-6
    assert all(not intersection(t.speech, t.others) for t in tracks)
