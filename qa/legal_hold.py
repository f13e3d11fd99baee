"""A legal hold: nothing of what it covers is erased before it is released, whatever was planned or approved."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from qa.errors import AlreadyReleased
from qa.recording import Recording


class Subject(StrEnum):
    """What a hold is on."""

    RECORDING = "recording"
    CALL = "call"
    CUSTOMER = "customer"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class LegalHold:
    """A hold on some recordings, those that come later among them.

    Attributes:
        id: unique.
        subject: what `ref` names.
        ref: id of the recording, of the call in its recording system, of the customer or of the agent.
        since: first day of the calls it is on; None for all before.
        until: last day; None for all after.
        reason: what for.
        actor: who put it.
        put_at: when.
        released_at: when it was; None while it holds.
        released_by: who did.
        released_why: what for.
    """

    id: str
    subject: Subject
    ref: str
    since: date | None
    until: date | None
    reason: str
    actor: str
    put_at: datetime
    released_at: datetime | None = None
    released_by: str = ""
    released_why: str = ""

    def covers(self, recording: Recording, called: date) -> bool:
        """Tell whether it is on a recording.

        Args:
            recording: with what is known of its call.
            called: the day of the call.
        """
        facts = recording.metadata
        theirs = {
            Subject.RECORDING: recording.id,
            Subject.CALL: facts.source_call_id,
            Subject.CUSTOMER: facts.customer_ref,
            Subject.AGENT: facts.agent_id,
        }
        if self.released_at is not None or theirs[self.subject] != self.ref:
            return False
        return not ((self.since and called < self.since) or (self.until and called > self.until))


def release(hold: LegalHold, *, actor: str, reason: str, now: datetime) -> LegalHold:
    """End a hold.

    Raises:
        AlreadyReleased: it was ended before.
    """
    if hold.released_at is not None:
        raise AlreadyReleased(
            f"Legal hold {hold.id} was released by {hold.released_by} on {hold.released_at:%Y-%m-%d}; put a new one where "
            "it should hold again."
        )
    return replace(hold, released_at=now, released_by=actor, released_why=reason)


def on(holds: Iterable[LegalHold], recording: Recording, called: date) -> tuple[LegalHold, ...]:
    """List the holds on a recording."""
    return tuple(hold for hold in holds if hold.covers(recording, called))
