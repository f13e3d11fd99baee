"""Made-up calls as the house keeps them: words, the machine's evaluation, flags, and what the switch says."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count

import numpy as np

from asr.cues.cue import Cues
from asr.transcript import Attribution, Basis, Engine, Hearing, Party, Transcript, Turn
from qa.cdr import SwitchCall
from qa.evaluation import MACHINE, Evaluation, EvaluationState
from qa.flag import Flag, FlagKind, flags_of_scores
from qa.makers import Makers, named
from qa.metadata import CallMetadata, Direction
from qa.recording import Recording, Stage, State
from qa.synthetic import KEYS, SOURCE
from scoring.finding import Evidence, Finding, Outcome, Scorecard, Search
from scoring.score import tally
from storage.bulk import EvaluatedCall
from storage.transcripts import StoredTranscript
from synthetic.form import LINES, Form
from synthetic.year import MET, NOT_APPLICABLE, OUTCOMES, Batch

OPENING = "This call is made up: nobody spoke it, and there is no sound of it."
_AGREES = "Right, go on."
_TURN = 4.0
"""Seconds of a turn."""
_LOW = 0.55
"""Confidence of a finding under which the call is flagged."""
_TENSE = 0.03
"""Share of calls flagged for the customer's voice."""
_LOST = 100
"""Of so many calls one has no recording here."""
ENGINES = tuple(Engine("synthetic", version, "none", version * 64) for version in ("1", "2"))
"""What heard the calls, the former and the later."""


def agent_name(number: int) -> str:
    """Name an agent, as calls do."""
    return f"synthetic-{number + 1:02}"


def team_name(number: int) -> str:
    """Name a team."""
    return f"Synthetic team {number + 1}"


def queue_name(number: int) -> str:
    """Name a queue."""
    return f"synthetic-{number + 1}"


class Calls:
    """Writes the calls of batches down.

    Args:
        forms: both versions.
    """

    def __init__(self, forms: tuple[Form, Form]) -> None:
        self._forms = forms
        self._heard: dict[tuple[Engine, bytes], Transcript] = {}
        self._weighed: dict[tuple[str, tuple[int, ...]], Scorecard] = {}

    def of(self, batch: Batch) -> Iterator[EvaluatedCall]:
        """Give the calls of a batch, in order."""
        tense = np.random.default_rng((batch.year.seed, int(batch.numbers[0]), 1)).random(batch.numbers.size)
        for row, name in enumerate(batch.ids):
            heard = self.heard(batch, row)
            at = batch.year.moment(int(batch.day[row]), float(batch.seconds[row]))
            done = at + timedelta(seconds=heard.duration + 600)
            evaluation = self.evaluation(batch, row, name, done)
            recording = _recording(batch, row, name, at, heard)
            (engine,) = heard.engines
            stored = StoredTranscript(evaluation.transcript, name, engine.digest, heard, _NO_CUES, done)
            flags = _flags(batch, row, evaluation.scorecard, tense=bool(tense[row] < _TENSE))
            yield EvaluatedCall(recording, stored, evaluation, flags, Makers(asr=named(heard.engines)))

    def form(self, batch: Batch, row: int) -> Form:
        """Give the version that a call is judged by."""
        return self._forms[int(batch.share[row] > batch.year.house.turn)]

    def heard(self, batch: Batch, row: int) -> Transcript:
        """Give the words of a call; calls in which the same is done say the same."""
        engine = ENGINES[int(batch.share[row] > batch.year.house.anew)]
        key = engine, batch.truth[row].tobytes()
        if key not in self._heard:
            self._heard[key] = _transcript(batch.truth[row].tolist(), engine)
        return self._heard[key]

    def evaluation(self, batch: Batch, row: int, name: str, done: datetime) -> Evaluation:
        """Give the machine's evaluation of a call; the same, however often it is asked for."""
        form = self.form(batch, row)
        card = self.card(
            form, batch.machine[row].tolist(), batch.confidence[row].tolist(), self.heard(batch, row)
        )
        digest = sha256(f"{form.rubric.digest} {name}".encode()).hexdigest()
        state = EvaluationState.PUBLISHED
        return Evaluation(f"e{name[1:]}", name, f"t{name[1:]}", digest, card, MACHINE, state, done)

    def card(
        self, form: Form, codes: Sequence[int], sureness: Sequence[float], heard: Transcript
    ) -> Scorecard:
        """Weigh answers, given by their codes, as scoring does: the same answers weigh the same."""
        said = {turn.text: turn for turn in heard.turns}
        findings = []
        for line, worth, code, sure in zip(LINES, form.worth, codes, sureness, strict=True):
            outcome = OUTCOMES[code]
            earned, possible = worth[outcome]
            evidence, search = _shown(outcome, said.get(line.says) or said[_AGREES], heard)
            reason = _REASONS[outcome]
            findings.append(
                Finding(line.asked.id, outcome, round(sure, 4), reason, evidence, search, earned, possible)
            )
        key = form.rubric.digest, tuple(codes)
        if key not in self._weighed:
            self._weighed[key] = tally(form.rubric, ((form.rubric.sections[0].id, tuple(findings)),))
        card = self._weighed[key]
        (section,) = card.sections
        return replace(card, sections=(replace(section, findings=tuple(findings)),))


_NO_CUES = Cues(())
_REASONS = {
    Outcome.MET: "Made up: the machine found it.",
    Outcome.NOT_MET: "Made up: the machine did not find it.",
    Outcome.NOT_APPLICABLE: "Made up: nobody complains.",
    Outcome.UNDECIDED: "Made up: the machine could not tell.",
}


def switch_calls(batch: Batch) -> Iterator[SwitchCall]:
    """Give the calls that the switch says happened; of one in a hundred no recording came."""
    for row, name in enumerate(batch.ids):
        lost = int(batch.numbers[row]) % _LOST == _LOST - 1
        yield SwitchCall(
            source=SOURCE,
            call_id=f"lost-{name}" if lost else name,
            started_at=batch.year.moment(int(batch.day[row]), float(batch.seconds[row])),
            agent=agent_name(int(batch.agent[row])),
            team=team_name(int(batch.team[row])),
            direction=Direction.INBOUND,
            recorded=True,
        )


def _recording(batch: Batch, row: int, name: str, at: datetime, heard: Transcript) -> Recording:
    agent = int(batch.agent[row])
    facts = CallMetadata(
        source_call_id=name,
        started_at=at,
        direction=Direction.INBOUND,
        agent_id=agent_name(agent),
        agent_name=f"Agent {agent + 1} (synthetic)",
        queue=queue_name(int(batch.queue[row])),
        team=team_name(int(batch.team[row])),
        language="en",
        business={"synthetic": True},
    )
    return Recording(
        id=name,
        source=SOURCE,
        key=f"{KEYS}{name}.wav",
        received_at=at + timedelta(seconds=heard.duration),
        metadata=facts,
        stage=Stage.SCORE,
        state=State.DONE,
        next_attempt_at=at,
        attempt=3,
        progress=1.0,
        duration=heard.duration,
        language="en",
        transcript=f"t{name[1:]}",
    )


def _flags(batch: Batch, row: int, card: Scorecard, *, tense: bool) -> tuple[Flag, ...]:
    raised = list(flags_of_scores([card]))
    sure = batch.confidence[row][batch.applies[row]]
    if sure.size and float(sure.min()) < _LOW:
        raised.append(Flag(FlagKind.LOW_CONFIDENCE, "Made up: the machine is not sure of a finding."))
    if tense:
        raised.append(Flag(FlagKind.TENSION_PEAK, "Made up: the customer's voice is tense."))
    return tuple(raised)


def _transcript(truth: Sequence[int], engine: Engine) -> Transcript:
    numbers = count()
    turns = [_turn(next(numbers), Party.IVR, OPENING)]
    for line, code in zip(LINES, truth, strict=True):
        if line.topic and code != NOT_APPLICABLE:
            turns.append(_turn(next(numbers), Party.CUSTOMER, line.topic))
        if code == MET:
            turns.append(_turn(next(numbers), Party.AGENT, line.says))
    turns.append(_turn(next(numbers), Party.AGENT, _AGREES))
    duration = len(turns) * _TURN
    parties = (("channel-0", Party.AGENT), ("channel-1", Party.CUSTOMER))
    return Transcript(
        language="en",
        duration=duration,
        attribution=Attribution(Basis.CHANNELS, parties, 1.0, ("made up",)),
        turns=tuple(turns),
        hearing=(Hearing(0, duration, duration, 1.0),),
        engines=(engine,),
    )


def _turn(number: int, party: Party, text: str) -> Turn:
    channel = 1 if party is Party.CUSTOMER else 0
    return Turn(number, number * _TURN, (number + 1) * _TURN, party, channel, text, "en", 1.0)


def _shown(outcome: Outcome, turn: Turn, heard: Transcript) -> tuple[tuple[Evidence, ...], Search | None]:
    """Say where it was found, or what was looked through."""
    if outcome is Outcome.MET:
        return (Evidence(turn.start, turn.end, turn.party, turn.text, turn.confidence, turn.index),), None
    if outcome is Outcome.NOT_MET:
        turns = sum(each.party is Party.AGENT for each in heard.turns)
        return (), Search(0.0, heard.duration, Party.AGENT, turns)
    return (), None
