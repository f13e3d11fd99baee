"""Two at once: overlap, and interruption (抢话), who cut whom off.

What overlaps are runs of speech, a party's speech between breaks of `CueOptions.pause`. Of two runs the one that
begins later came in on the other. A signal of listening (嗯, 好的, uh-huh) is neither overlap nor interruption, and
nobody interrupts an announcement.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from asr.cues.activity import Activity, Said, Speaker
from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.wording import is_backchannel, units
from asr.spans import difference, length, union
from asr.transcript import Party, Span, Turn

_KNOWN = 0.8
"""Share of a turn's speech from which on a run is taken to hold all its words."""


@dataclass(frozen=True, slots=True)
class _Run:
    """One party's speech without a break.

    Attributes:
        span: when.
        party: whose.
        turn: the turn it belongs to, if it has words.
        spoken: how many characters or words, estimated from the length where words have no times.
        listening: whether it only signals listening.
    """

    span: Span
    party: Party
    turn: Turn | None
    spoken: float
    listening: bool


def overlaps(activity: Activity, duration: float, options: CueOptions) -> Iterator[Cue]:
    """Find where two parties speak at once, and where one cuts the other off.

    Interruptions are told only where each party has its own channel: on a shared one the edges of overlapping
    voices are too uncertain to say who cut in.
    """
    found: list[Cue] = []
    for first, second in _meetings(activity, options):
        start, end = second.span.start, min(first.span.end, second.span.end)
        if end - start < options.overlap or first.listening or second.listening:
            continue
        turn = second.turn.index if second.turn else None
        found.append(
            Cue(CueKind.OVERLAP, end - start, start, end, second.party, turn, reasons=_course(first, second))
        )
        if activity.apart and _cuts_in(first, second, end - start, options):
            reasons = (*_course(first, second), f"about {second.spoken:.0f} {_unit(second)} said")
            found.append(
                Cue(CueKind.INTERRUPTION, end - start, start, end, second.party, turn, reasons=reasons)
            )
    yield from found
    kinds = (CueKind.OVERLAP, CueKind.INTERRUPTION) if activity.apart else (CueKind.OVERLAP,)
    for kind in kinds:
        for party in (p for p in activity.parties if p is not Party.IVR):
            own = [cue.value for cue in found if cue.kind is kind and cue.party is party]
            reason = f"{len(own)} in all, the longest {max(own):.1f} s" if own else "none"
            yield Cue(kind, sum(own), 0.0, duration, party, whole_call=True, reasons=(reason,))


def _cuts_in(first: _Run, second: _Run, seconds: float, options: CueOptions) -> bool:
    if seconds < options.interruption or second.turn is None:
        return False
    if second.span.start - first.span.start < options.interruption_underway:
        return False
    chinese = second.turn.language == "zh"
    return second.spoken >= (options.interruption_characters if chinese else options.interruption_words)


def _course(first: _Run, second: _Run) -> tuple[str, ...]:
    spoken = second.span.start - first.span.start
    came = f"the {second.party} came in after the {first.party} had been speaking for {spoken:.1f} s"
    if second.span.end > first.span.end:
        return came, f"the {first.party} stopped, the {second.party} went on"
    return came, f"the {first.party} went on, the {second.party} stopped"


def _unit(run: _Run) -> str:
    return "characters" if run.turn and run.turn.language == "zh" else "words"


def _meetings(activity: Activity, options: CueOptions) -> Iterator[tuple[_Run, _Run]]:
    """Pair each run with those of other parties that were under way when it began."""
    runs = sorted(
        (run for s in activity.speakers if s.party is not Party.IVR for run in _runs(s, options)),
        key=lambda run: (run.span.start, run.span.end, run.party),
    )
    under_way: list[_Run] = []
    for run in runs:
        under_way = [other for other in under_way if other.span.end > run.span.start]
        yield from ((other, run) for other in under_way if other.party is not run.party)
        under_way.append(run)


def _runs(speaker: Speaker, options: CueOptions) -> Iterator[_Run]:
    for said in speaker.said:
        whole = length(said.speech)
        for span in union(said.speech, gap=options.pause):
            yield _run(said, span, whole, options)
    wordless = difference(speaker.speech, union(*(said.speech for said in speaker.said)))
    for span in union(wordless, gap=options.pause):
        yield _Run(span, speaker.party, None, 0.0, listening=span.length < options.backchannel)


def _run(said: Said, span: Span, whole: float, options: CueOptions) -> _Run:
    """Tell what is said in a run: by the times of the words, else all of the turn, else by length alone."""
    turn = said.turn
    part = min(span.length / whole, 1.0)
    text = None
    if turn.words:
        text = "".join(f" {w.text}" for w in turn.words if span.start <= (w.start + w.end) / 2 <= span.end)
    elif part >= _KNOWN:
        text = turn.text
    if text is None:
        return _Run(
            span, turn.party, turn, units(turn.text) * part, listening=span.length < options.backchannel
        )
    return _Run(span, turn.party, turn, float(units(text)), listening=is_backchannel(text))
