"""The nightly sample: some evaluations of a sealed day are made again, and must come out the same."""

import logging

from asr.errors import AsrError
from qa.events import EvaluationDrifted
from qa.house_events import SampleReplayed
from qa.seal import Sealed, draw
from scoring.errors import ScoringError
from storage.errors import ContentErased, NotFound
from workers.desk import Desk
from workers.replay import Replay, replay

_log = logging.getLogger(__name__)

_LONGEST = 2000


def replay_sample(desk: Desk, sealed: Sealed) -> tuple[Replay, ...]:
    """Make a random sample of a sealed day's evaluations again; what drifts is told, and stands in the audit trail.

    Args:
        desk: a worker's; its rules say how many.
        sealed: the day; its seal decides which.

    Returns:
        What came of each.

    Raises:
        StorageError: the database is away.
    """
    with desk.store.read() as unit:
        chosen = draw(sealed.seal, unit.chain.judged(sealed), desk.rules.replay_sample)
    if not chosen:
        return ()
    done = tuple(each for evaluation in chosen if (each := _again(desk, evaluation)) is not None)
    drifted = [each for each in done if each.drift]
    day, now = sealed.seal.day, desk.now()
    with desk.store.begin() as unit:
        for each in drifted:
            recording = unit.evaluations.get(each.evaluation).recording
            said = ", ".join(each.differs or each.drift)[
                :_LONGEST
            ]  # the trail outlives the words of the call
            unit.record(
                EvaluationDrifted(recording=recording, at=now, evaluation=each.evaluation, drift=said)
            )
        unit.record(SampleReplayed(at=now, day=day, size=len(done), drifted=len(drifted)))
    for each in drifted:
        _log.error(
            "Evaluation %s of %s does not come out the same when it is made again: %s. "
            "Look at it with: everycall replay %s",
            each.evaluation,
            day,
            "; ".join(each.drift)[:_LONGEST],
            each.evaluation,
        )
    _log.info("%d evaluations of %s made again: %d came out otherwise.", len(done), day, len(drifted))
    return done


def _again(desk: Desk, evaluation: str) -> Replay | None:
    """Make one again; None where what it was made of was erased since."""
    try:
        return replay(desk.store, evaluation, desk.aids)
    except ContentErased as erased:
        _log.info("Evaluation %s is not made again: %s", evaluation, erased)
        return None
    except (NotFound, AsrError, ScoringError) as error:
        return Replay(evaluation, "", (f"it cannot be made again: {error}",))
