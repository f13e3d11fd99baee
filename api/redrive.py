"""Failed recordings, sent on their way again in bulk."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.access import Permit, allowed
from api.deps import HouseDep
from qa.access import Action
from qa.coverage import span
from qa.recording import Stage, State
from storage.filters import Filter
from storage.redrive import MOST, Errand, Redriven, count, redrive_all

router = APIRouter(prefix="/v1/recordings", tags=["Recordings"])


class Redrive(BaseModel):
    """Which recordings to send on their way again; every filter narrows the choice further."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)] = Field(
        description="What for; it is kept."
    )
    state: Literal["failed", "not_scorable"] = Field("failed", description="How they ended.")
    source: str | None = Field(None, description="The recording system they came from.")
    code: str | None = Field(None, description="What went wrong.", examples=["asr.not_audio"])
    stage: Stage | None = Field(None, description="Where they ended.")
    day: date | None = Field(
        None, description="Received on this day in the house's time zone.", examples=["2026-03-01"]
    )
    begin: Stage | None = Field(
        None,
        description="Stage to begin at, where they came so far; left out, the one at which each ended.",
    )
    dry_run: bool = Field(False, description="Count them only.")
    limit: int = Field(MOST, ge=1, le=MOST, description="Send at most so many; ask again for the rest.")

    def filter(self, zone: ZoneInfo) -> Filter:
        """Say it as storage reads it."""
        since, before = span(self.day, zone) if self.day else (None, None)
        return Filter(
            states=(State(self.state),),
            source=self.source,
            problem=self.code,
            stage=self.stage,
            received_from=since,
            received_before=before,
        )


@router.post(
    "/redrive",
    operation_id="redriveRecordings",
    summary="Send failed recordings on their way again, in bulk",
    status_code=HTTPStatus.OK,
)
def redrive_recordings(
    body: Redrive, house: HouseDep, permit: Annotated[Permit, allowed(Action.REDRIVE)]
) -> Redriven:
    """Work again on all recordings that ended so, the ones received first before others.

    With `dry_run` they are counted only. The same request again sends what is left, or what failed again since.
    """
    chosen = body.filter(ZoneInfo(house.settings.time_zone))
    if body.dry_run:
        matched = count(house.store, chosen)
        return Redriven(matched, 0, matched)
    errand = Errand(
        chosen=chosen, begin=body.begin, limit=body.limit, actor=permit.person.id, reason=body.reason
    )
    return redrive_all(house.store, errand, house.now)
