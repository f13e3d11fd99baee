"""What is kept beside recordings so that nobody has to read them: it is written once, when a transaction ends.

Late, since the rows of calls are shared with whoever brings their other half; and always in one order.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from qa.recording import Recording, State
from storage.findings import Findings
from storage.ledger import Ledger

_ON_THE_WAY = frozenset(State) - {State.DONE, State.FAILED, State.NOT_SCORABLE}


class Beside:
    """What one transaction owes.

    Args:
        connection: the transaction's.
    """

    def __init__(self, connection: Connection) -> None:
        self._ledger = Ledger(connection)
        self._findings = Findings(connection)
        self._moved: set[str] = set()
        self._elsewhere: set[str] = set()
        self._found: set[str] = set()

    def found(self, recording: str) -> None:
        """Take note that something else was found of a recording, or of whose call it is."""
        self._found.add(recording)

    def judged(self, recording: str) -> None:
        """Take note that something else stands for a recording."""
        self.moved(recording)
        self.found(recording)

    def moved(self, recording: str, *, elsewhere: bool = False) -> None:
        """Take note that a recording may have come further.

        Args:
            recording: its id.
            elsewhere: whether it may stand for another call than before, or for none any more.
        """
        self._moved.add(recording)
        if elsewhere:
            self._elsewhere.add(recording)

    def changed(self, changed: Recording, *, loaded: Recording) -> None:
        """Take note of a change of a recording, if it is one that coverage or a list tells."""
        elsewhere = changed.metadata.source_call_id != loaded.metadata.source_call_id
        if elsewhere or _told(changed) != _told(loaded):
            self.moved(changed.id, elsewhere=elsewhere)
        if _whose(changed) != _whose(loaded):
            self.found(changed.id)

    def write(self) -> None:
        """Write down what was taken note of; nothing, where there was nothing."""
        if self._moved:
            self._ledger.came(self._moved, elsewhere=self._elsewhere)
            self._moved, self._elsewhere = set(), set()
        if self._found:
            self._findings.place(self._found)
            self._found = set()

    def mend(self, since: datetime, before: datetime) -> int:
        """Write down anew what stands otherwise beside calls of [since, before); gives how many calls those were.

        There are none, unless a process of a version that knew nothing of this worked on while it was being replaced.
        """
        self.write()
        astray = self._findings.misplaced(since, before)
        for name in astray:
            self.found(name)
        self.write()
        return self._ledger.mend(since, before) + len(astray)


def _told(recording: Recording) -> tuple[Any, ...]:
    """Gather what a call's place in the ledger depends on; whether somebody works on it is no part of it."""
    facts, problem, health = recording.metadata, recording.problem, recording.health
    return (
        facts.started_at,
        facts.team,
        recording.state not in _ON_THE_WAY and recording.state,
        recording.transcript is not None,
        recording.duration is not None,
        problem and problem.code,
        health and health.blocking,
    )


def _whose(recording: Recording) -> tuple[str | None, str | None]:
    return recording.metadata.agent_id, recording.metadata.team
