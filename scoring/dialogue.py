"""A call typed by hand: turns, perhaps times, cues and metadata; scored like a recorded one.

    turns: |
      agent: Thank you for calling Harbour Bank, this is Maya.
      customer 12.5-15.0: I'd like to dispute a charge.
      agent?: Let me see.
    metadata: {direction: inbound}
    cues:
      - {kind: silence, value: 14, start: 30, party: agent}

A `?` after the party marks words the recogniser doubted.
"""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from asr.cues.cue import Cue, CueKind, Cues
from asr.transcript import (
    Attribution,
    Basis,
    Doubt,
    Engine,
    Hearing,
    Party,
    Span,
    Transcript,
    Turn,
)
from scoring.call import Call
from scoring.document import DocumentInvalid, parse
from scoring.errors import DialogueInvalid
from scoring.fold import is_chinese
from scoring.form import Language
from scoring.problems import refusals, told
from scoring.range import Seconds
from scoring.written import Written

SECONDS_A_CHARACTER = 0.22
"""Typed Chinese is given the time of unhurried speech: 270 characters a minute."""

SECONDS_A_WORD = 0.4
"""Typed English likewise: 150 words a minute."""

PAUSE = 0.5
"""Seconds between turns typed without times."""

_LINE = re.compile(
    r"^\s*(?P<party>agent|customer|ivr|unknown|坐席|客户|语音|未知)\s*(?P<doubt>[?？])?"
    r"(?:\s+(?P<start>\d+(?:\.\d+)?)\s*(?:-\s*(?P<end>\d+(?:\.\d+)?))?)?\s*[:：]\s*(?P<text>.*?)\s*$"
)
_CHINESE = {"坐席": "agent", "客户": "customer", "语音": "ivr", "未知": "unknown"}
_ENGINE = Engine("typed", "1", "none", "")


class TypedTurn(Written):
    """One turn as typed.

    Attributes:
        party: who speaks.
        text: what is said.
        start: seconds; after the turn before where not given.
        end: seconds; by the length of the text where not given.
        confidence: of the words, 0 to 1.
        overlap: share spoken over by another party.
        doubts: why the words may be wrong.
    """

    party: Party
    text: Annotated[str, Field(min_length=1)]
    start: Seconds | None = None
    end: Seconds | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 1.0
    overlap: Annotated[float, Field(ge=0, le=1)] = 0.0
    doubts: tuple[Doubt, ...] = ()


class TypedCue(Written):
    """One cue as typed; see `asr.cues.cue.UNITS` for what its value is in.

    Attributes:
        kind: what was measured.
        value: in the kind's unit.
        party: whose.
        start: seconds.
        end: seconds; `start` and, for kinds measured in seconds, the value where not given.
        turn: the number of the turn it belongs to, from 1 as people count.
        whole_call: whether it sums up the call.
    """

    kind: CueKind
    value: float
    party: Party = Party.UNKNOWN
    start: Seconds | None = None
    end: Seconds | None = None
    turn: Annotated[int, Field(ge=1)] | None = None
    whole_call: bool = False


class TypedHole(Written):
    """Speech without words, heard on a party's channel."""

    start: Seconds
    end: Seconds
    party: Party


class Dialogue(Written):
    """A call as typed.

    Attributes:
        language: `zh` or `en`.
        turns: lines of `party: text`, or a list of turns.
        cues: absent where nothing was measured; empty where nothing was found.
        metadata: fields of the sidecar.
        duration: seconds; to the end of the last turn or cue where not given.
        one_channel: whether the parties shared a channel.
        certainty: how sure it is who is who, 0 to 1.
        holes: speech without words.
    """

    language: Language
    turns: Annotated[tuple[TypedTurn, ...], Field(min_length=1)]
    cues: tuple[TypedCue, ...] | None = None
    metadata: Mapping[str, str | int | float | bool] = {}
    duration: Seconds | None = None
    one_channel: bool = False
    certainty: Annotated[float, Field(ge=0, le=1)] = 1.0
    holes: tuple[TypedHole, ...] = ()

    @field_validator("turns", mode="before")
    @classmethod
    def _lines(cls, value: Any) -> Any:
        return (
            [read_line(line) for line in value.splitlines() if line.strip()]
            if isinstance(value, str)
            else value
        )

    @model_validator(mode="after")
    def _placed(self) -> Self:
        for number, cue in enumerate(self.cues or (), 1):
            if cue.turn is not None and cue.turn > len(self.turns):
                raise ValueError(f"cue {number} belongs to turn {cue.turn}, but there are {len(self.turns)}")
        timed = _timed(self)
        for number, (turn, typed) in enumerate(zip(timed, self.turns, strict=True), 1):
            if typed.end is not None and typed.end < turn.start:
                raise ValueError(f"turn {number} ends before it begins; write its times as start-end")
            if number > 1 and turn.start < timed[number - 2].start:
                raise ValueError(f"turn {number} begins before turn {number - 1}; write the turns in order")
        return self

    def call(self) -> Call:
        """Make the call that a recording of this dialogue would have given."""
        turns = _timed(self)
        duration = self.duration or max(
            [turn.end for turn in turns] + [_cue(cue, turns, 0.0).end for cue in self.cues or ()]
        )
        channels = {Party.AGENT: 0, Party.CUSTOMER: 1}
        basis = Basis.DIARIZATION if self.one_channel else Basis.CHANNELS
        transcript = Transcript(
            language=self.language.value,
            duration=duration,
            attribution=Attribution(
                basis,
                tuple((f"channel-{n}", party) for party, n in channels.items()),
                self.certainty,
                ("typed",),
            ),
            turns=turns,
            hearing=tuple(_hearing(self, turns, party, channel) for party, channel in channels.items()),
            engines=(_ENGINE,),
        )
        cues = None if self.cues is None else Cues(tuple(_cue(cue, turns, duration) for cue in self.cues))
        return Call(transcript, cues, dict(self.metadata))


def read(text: str, name: str, *, language: str | None = None) -> Dialogue:
    """Read a typed call from YAML or JSON.

    Args:
        text: the YAML or JSON.
        name: what to call the file in a refusal.
        language: `zh` or `en`, where the file does not say; else told from the writing.

    Raises:
        DialogueInvalid: with everything that is wrong, each with its line.
    """
    try:
        document = parse(text)
    except DocumentInvalid as invalid:
        raise DialogueInvalid((f"{name}:{invalid.line}: {invalid.problem}",)) from invalid
    value = document.value
    if isinstance(value, dict) and "language" not in value:
        chinese = any(is_chinese(char) for char in text)
        value = {"language": language or (Language.ZH if chinese else Language.EN).value, **value}
    try:
        return Dialogue.model_validate(value)
    except ValidationError as refused:
        known = {*Dialogue.model_fields, *TypedTurn.model_fields, *TypedCue.model_fields}
        raise DialogueInvalid(told(refusals(refused, document, known), document, name)) from refused


def read_line(line: str) -> dict[str, Any]:
    """Read `party: text`, perhaps with a doubt and times.

    Raises:
        ValueError: the line does not say who speaks.
    """
    match = _LINE.match(line)
    if match is None:
        raise ValueError(f"“{line.strip()}” does not say who speaks; write “agent: …” or “customer: …”")
    read: dict[str, Any] = {"party": _CHINESE.get(match["party"], match["party"]), "text": match["text"]}
    if match["doubt"]:
        read["doubts"] = [Doubt.LOW_CONFIDENCE.value]
    for side in ("start", "end"):
        if match[side]:
            read[side] = float(match[side])
    return read


def _timed(dialogue: Dialogue) -> tuple[Turn, ...]:
    """Give every turn its times; those typed without follow on one another."""
    made: list[Turn] = []
    clock = 0.0
    for index, typed in enumerate(dialogue.turns):
        start = clock if typed.start is None else typed.start
        end = (
            typed.end
            if typed.end is not None
            else round(start + _spoken_for(typed.text, dialogue.language), 3)
        )
        clock = round(end + PAUSE, 3)
        made.append(
            Turn(
                index=index,
                start=start,
                end=max(start, end),
                party=typed.party,
                channel=1 if typed.party is Party.CUSTOMER and not dialogue.one_channel else 0,
                text=typed.text,
                language=dialogue.language.value,
                confidence=typed.confidence,
                overlap=typed.overlap,
                doubts=typed.doubts,
            )
        )
    return tuple(made)


def _spoken_for(text: str, language: Language) -> float:
    """Tell how long it takes to say a text."""
    return SECONDS_A_CHARACTER * len(text) if language is Language.ZH else SECONDS_A_WORD * len(text.split())


def _hearing(dialogue: Dialogue, turns: tuple[Turn, ...], party: Party, channel: int) -> Hearing:
    holes = tuple(Span(hole.start, hole.end) for hole in dialogue.holes if hole.party is party)
    worded = sum(turn.end - turn.start for turn in turns if turn.party is party)
    speech = worded + sum(hole.length for hole in holes)
    return Hearing(channel, speech, worded, worded / speech if speech else 1.0, holes)


def _cue(typed: TypedCue, turns: tuple[Turn, ...], duration: float) -> Cue:
    turn = turns[typed.turn - 1] if typed.turn is not None else None
    start = typed.start if typed.start is not None else turn.start if turn else 0.0
    if typed.end is not None:
        end = typed.end
    elif turn:
        end = turn.end
    else:
        end = duration if typed.whole_call else start + max(typed.value, 0.0)
    party = turn.party if turn and typed.party is Party.UNKNOWN else typed.party
    return Cue(typed.kind, typed.value, start, end, party, typed.turn and typed.turn - 1, typed.whole_call)
