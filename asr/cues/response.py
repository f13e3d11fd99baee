"""How long each party takes to answer."""

from collections.abc import Iterator
from statistics import median

from asr.cues.activity import Activity, Said
from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.wording import is_backchannel, is_prod, is_question
from asr.transcript import Party


def response_times(activity: Activity, duration: float, options: CueOptions) -> Iterator[Cue]:
    """Measure from the end of one party's words to the beginning of the other's.

    Going on after one's own words is no answer, nor is asking into a long silence whether anyone is there, nor a
    signal of listening, unless it follows a question ("is that right?" – "right"). Coming in a little early
    counts as 0 s, speaking over the other as no answer.
    """
    said = sorted(
        (
            s
            for speaker in activity.speakers
            for s in speaker.said
            if s.speech and speaker.party is not Party.IVR
        ),
        key=lambda s: (s.speech[0].start, s.turn.index),
    )
    last: dict[Party, Said] = {}
    taken: dict[Party, list[float]] = {}
    for now in said:
        other = _latest(last, now.turn.party)
        own = last.get(now.turn.party)
        if is_backchannel(now.turn.text) and not (other and is_question(other.turn.text)):
            continue
        if other and (own is None or _end(own) < _end(other)):
            wait = now.speech[0].start - _end(other)
            prodding = wait >= options.silence and is_prod(now.turn.text)
            if wait > -options.overlap and not prodding:
                taken.setdefault(now.turn.party, []).append(max(wait, 0.0))
                start = min(_end(other), now.speech[0].start)
                yield Cue(
                    CueKind.RESPONSE_TIME,
                    max(wait, 0.0),
                    start,
                    now.speech[0].start,
                    now.turn.party,
                    now.turn.index,
                    reasons=(f"answering turn {other.turn.index} of the {other.turn.party}",),
                )
        if own is None or _end(now) > _end(own):
            last[now.turn.party] = now
    for party in Party:
        if party in taken:
            reason = f"median of {len(taken[party])} answers, the longest after {max(taken[party]):.1f} s"
            yield Cue(
                CueKind.RESPONSE_TIME,
                median(taken[party]),
                0.0,
                duration,
                party,
                whole_call=True,
                reasons=(reason,),
            )


def _latest(last: dict[Party, Said], party: Party) -> Said | None:
    """Find whose words of another party ended last."""
    others = [said for other, said in last.items() if other is not party]
    return max(others, key=_end) if others else None


def _end(said: Said) -> float:
    return said.speech[-1].end
