"""Silence: nobody speaks. Who fell silent, and whether the line carried music meanwhile; pauses in a turn.

A wait with music or tones on the line is a hold, and belongs to who announced it, else to the side from which they
come. Otherwise who fell silent is who should have spoken. The first rule that applies decides:

1. who announced the wait ("let me check", 请稍等) owes the next word;
2. where one side asks "hello? are you there?" (喂, 在吗) to end the silence, the other owed it; so does dead air
   between words of the same side that a question of a few words ends, whatever the recogniser made of them;
3. after a question, whoever was asked owes the answer;
4. otherwise whoever ends the silence was the one who had paused: the same speaker going on, or the other
   answering late (a pause or a gap in the terms of Sacks, Schegloff & Jefferson 1974).

Waiting before the first word and after the last one is no silence of either side; the shape of the call
(answer delay, hang-up) tells it.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from asr.cues.activity import Activity
from asr.cues.cue import Cue, CueKind
from asr.cues.options import CueOptions
from asr.cues.wording import asks_to_wait, is_prod, is_question, is_short_question
from asr.spans import clip, gaps
from asr.transcript import Party, Span, Turn

_EDGE = 0.5
"""A turn may end this much before the speech it belongs to does, and begin as much after."""

_PEOPLE = (Party.AGENT, Party.CUSTOMER, Party.UNKNOWN)


@dataclass(frozen=True, slots=True)
class _Edge:
    """Who speaks at one side of a silence, and the turn if its words are known."""

    party: Party
    turn: Turn | None


def silences(
    activity: Activity, duration: float, options: CueOptions, sounding: Callable[[Span], Collection[int]]
) -> Iterator[Cue]:
    """Find where nobody speaks for long, between the first word of the call and the last.

    Args:
        activity: who is heard when.
        duration: seconds of the recording.
        options: the thresholds.
        sounding: tells the channels that carry music or tones during a stretch.
    """
    found: list[Cue] = []
    for gap in gaps(activity.anyone):
        if gap.length < options.silence:
            continue
        party, why = _owing(activity, gap, dead=gap.length >= options.dead_air)
        if channels := sounding(gap):
            found.append(_hold(activity, gap, channels, party, why))
            continue
        dead = ("dead air", why) if gap.length >= options.dead_air else (why,)
        turn = _around(activity, gap)
        found.append(Cue(CueKind.SILENCE, gap.length, gap.start, gap.end, party, turn, reasons=dead))
    yield from found
    for kind in (CueKind.SILENCE, CueKind.HOLD):
        for party in activity.parties:
            if party in _PEOPLE:
                yield _in_all(kind, party, found, duration)


def _hold(activity: Activity, gap: Span, channels: Collection[int], owing: Party, why: str) -> Cue:
    """Give a wait with music to who announced it, else to the side from which it plays, else to the agent."""
    before = _edge(activity, gap.start, before=True)
    if before and before.turn and asks_to_wait(before.turn.text):
        party, reasons = owing, [why, "the line carried music or tones"]
    else:
        sides = {s.party for s in activity.speakers if s.channel in channels and s.party in _PEOPLE}
        party = sides.pop() if activity.apart and len(sides) == 1 else Party.AGENT
        reasons = [f"music or tones came from the {party}'s side"]
    return Cue(CueKind.HOLD, gap.length, gap.start, gap.end, party, reasons=tuple(reasons))


def pauses(activity: Activity, duration: float, options: CueOptions) -> Iterator[Cue]:
    """Find the breaks inside the turns in which nobody else speaks either; longer ones are silences."""
    found = [
        Cue(CueKind.PAUSE, gap.length, gap.start, gap.end, speaker.party, said.turn.index)
        for speaker in activity.speakers
        for said in speaker.said
        for gap in gaps(said.speech)
        if options.pause <= gap.length < options.silence and not clip(activity.anyone, gap.start, gap.end)
    ]
    yield from found
    for party in activity.parties:
        yield _in_all(CueKind.PAUSE, party, found, duration)


def _in_all(kind: CueKind, party: Party, found: list[Cue], duration: float) -> Cue:
    values = [cue.value for cue in found if cue.kind is kind and cue.party is party]
    reason = f"{len(values)} in all, the longest {max(values):.1f} s" if values else "none"
    return Cue(kind, sum(values), 0.0, duration, party, whole_call=True, reasons=(reason,))


def _around(activity: Activity, gap: Span) -> int | None:
    """Find the turn that goes on after the silence."""
    for speaker in activity.speakers:
        for said in speaker.said:
            if said.turn.start < gap.start and said.turn.end > gap.end:
                return said.turn.index
    return None


def _owing(activity: Activity, gap: Span, *, dead: bool) -> tuple[Party, str]:
    """Tell who fell silent, and by which rule."""
    before = _edge(activity, gap.start, before=True)
    after = _edge(activity, gap.end, before=False)
    if before is None or after is None:
        return (before or after or _Edge(Party.UNKNOWN, None)).party, "who spoke around it is not certain"
    if before.turn is not after.turn:
        if before.turn and asks_to_wait(before.turn.text):
            return before.party, f"the {before.party} had asked to wait"
        if after.turn and is_prod(after.turn.text) and before.party in _PEOPLE:
            same = before.party is after.party
            owing = _other(activity, after.party) if same else before.party
            return owing, f"the {after.party} asked whether anyone was there"
        if dead and before.party is after.party and after.turn and is_short_question(after.turn.text):
            return _other(activity, after.party), f"the {after.party} ended it with a short question"
        if before.turn and is_question(before.turn.text) and before.party in _PEOPLE:
            return _other(activity, before.party), f"the {before.party} had asked a question"
    if before.party is after.party:
        return after.party, f"the {after.party} broke off and went on"
    return after.party, f"the {before.party} had finished, the {after.party} came in late"


def _other(activity: Activity, party: Party) -> Party:
    """Name the other side of a conversation of two."""
    others = [p for p in activity.parties if p in _PEOPLE and p is not party]
    return others[0] if others else party


def _edge(activity: Activity, at: float, *, before: bool) -> _Edge | None:
    """Find who speaks just before or just after a moment, and in which turn."""
    window = (at - _EDGE, at) if before else (at, at + _EDGE)
    nearest: _Edge | None = None
    least = _EDGE
    for speaker in activity.speakers:
        near = clip(speaker.speech, *window)
        away = (at - near[-1].end if before else near[0].start - at) if near else _EDGE
        if away < least:
            turns = [said.turn for said in speaker.said if clip(said.speech, *window)]
            nearest, least = _Edge(speaker.party, turns[-1 if before else 0] if turns else None), away
    return nearest
