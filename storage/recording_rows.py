"""How a recording is written as a row, and read off one."""

from typing import Any

from sqlalchemy import Row

from asr.health.ailment import Health
from qa.content import Erased, Original
from qa.metadata import CallMetadata
from qa.problem import Fault, Problem
from qa.recording import Lease, Recording, Stage, State
from storage.codec import Codec

_health = Codec(Health)
_metadata = Codec(CallMetadata)


def row_of(recording: Recording) -> dict[str, Any]:
    """Write a recording as a row."""
    facts = recording.metadata
    lease, problem, erased = recording.lease, recording.problem, recording.erased
    return {
        "id": recording.id,
        "source": recording.source,
        "object_key": recording.key,
        "source_call_id": facts.source_call_id if recording.in_force else None,
        "call_id": facts.source_call_id,
        "in_force": recording.in_force,
        "supersedes": recording.supersedes,
        "superseded_by": recording.superseded_by,
        "received_at": recording.received_at,
        "started_at": facts.started_at,
        "direction": facts.direction,
        "agent_id": facts.agent_id,
        "queue": facts.queue,
        "team": facts.team,
        "stage": recording.stage,
        "state": recording.state,
        "attempt": recording.attempt,
        "tries": recording.tries,
        "losses": recording.losses,
        "next_attempt_at": recording.next_attempt_at,
        "lease_owner": lease.owner if lease else None,
        "lease_until": lease.until if lease else None,
        "progress": recording.progress,
        "problem_code": problem.code if problem else None,
        "problem_message": problem.message if problem else None,
        "problem_fault": problem.fault if problem else None,
        "size": recording.size,
        "audio_sha256": recording.audio_sha256,
        "duration": recording.duration,
        "language": recording.language,
        "transcript_id": recording.transcript,
        "metadata": _metadata.encode(facts),
        "health": _health.encode(recording.health) if recording.health else None,
        "unfit": next((found.kind for found in recording.health.blocking), None)
        if recording.health
        else None,
        "priority": recording.priority,
        "turn_at": recording.turn_at,
        "vault_key": recording.vault,
        "original": recording.original,
        "audio_erased_at": erased.audio if erased else None,
        "transcript_erased_at": erased.transcript if erased else None,
        "scores_erased_at": erased.scores if erased else None,
        "purge": erased.purge if erased else None,
    }


def read_row(row: Row[Any]) -> Recording:
    """Read a recording off its row."""
    lease = Lease(row.lease_owner, row.lease_until) if row.lease_owner else None
    problem = (
        Problem(row.problem_code, row.problem_message, Fault(row.problem_fault)) if row.problem_code else None
    )
    return Recording(
        id=row.id,
        source=row.source,
        key=row.object_key,
        received_at=row.received_at,
        metadata=_metadata.decode(row.metadata),
        stage=Stage(row.stage),
        state=State(row.state),
        next_attempt_at=row.next_attempt_at,
        attempt=row.attempt,
        tries=row.tries,
        losses=row.losses,
        lease=lease,
        progress=row.progress,
        problem=problem,
        size=row.size,
        audio_sha256=row.audio_sha256,
        duration=row.duration,
        language=row.language,
        health=_health.decode(row.health) if row.health else None,
        transcript=row.transcript_id,
        in_force=row.in_force,
        supersedes=row.supersedes,
        superseded_by=row.superseded_by,
        priority=row.priority,
        vault=row.vault_key,
        original=Original(row.original or Original.KEPT),
        erased=Erased(row.purge, row.audio_erased_at, row.transcript_erased_at, row.scores_erased_at)
        if row.purge
        else None,
    )
