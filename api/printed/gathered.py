"""What a printed scorecard tells of, gathered from the store."""

from datetime import datetime
from zoneinfo import ZoneInfo

from api.printed.labels import Language, language_of
from api.printed.scorecard import Print
from asr.transcript import Attribution
from qa.evaluation import Evaluation
from qa.house_events import DataExported
from scoring.errors import RubricInvalid
from scoring.form import Rubric
from storage.errors import ContentErased, NotFound
from storage.uow import Unit


def gather(
    unit: Unit,
    evaluation: Evaluation,
    *,
    language: Language | None,
    accept: str | None = None,
    zone: ZoneInfo,
    by: str,
    at: datetime,
) -> Print:
    """Gather all that a printed scorecard tells of.

    Args:
        unit: where from.
        evaluation: the scorecard.
        language: of the form; None to go by `accept`, then by the rubric.
        accept: the Accept-Language field of the reader.
        zone: of the house.
        by: id of whoever prints it.
        at: the time.

    Raises:
        NotFound: its call is out of reach.
    """
    recording = unit.recordings.get(evaluation.recording)
    usual: Language = "zh" if evaluation.scorecard.language == "zh" else "en"
    return Print(
        evaluation=evaluation,
        recording=recording,
        rubric=_rubric(unit, evaluation),
        attribution=_attribution(unit, evaluation),
        disputes=tuple(d for d in unit.disputes.of(recording.id) if d.evaluation == evaluation.id),
        receipt=next((each.digest for each in reversed(unit.receipts.listed(evaluation.id))), None),
        names={account.id: account.name for account in unit.people.all()},
        language=language or language_of(accept, usual),
        zone=zone,
        by=by,
        at=at,
    )


def printed(told: Print, address: str) -> DataExported:
    """Say that a scorecard was printed, and where it went."""
    return DataExported(
        recording=told.recording.id,
        at=told.at,
        actor=told.by,
        what="scorecard",
        chosen=told.evaluation.id,
        count=1,
        address=address,
    )


def _rubric(unit: Unit, evaluation: Evaluation) -> Rubric | None:
    """Load the version that a call was judged by; None where it was never on this house's shelf, or cannot be read."""
    try:
        return unit.rubrics.get(evaluation.scorecard.digest).rubric
    except (NotFound, RubricInvalid):
        return None


def _attribution(unit: Unit, evaluation: Evaluation) -> Attribution | None:
    """Say what the parties of a call rest on; None once its words were erased."""
    try:
        return unit.transcripts.get(evaluation.transcript).transcript.attribution
    except ContentErased:
        return None
