"""What administrators say of a subscription, as it comes in."""

from datetime import time
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from api.filters import Moment
from qa.destination import LONGEST
from qa.metadata import Name
from qa.subscription import Channel, Quiet, Secret, Tongue

WINDOW_SECONDS = 900.0
"""How often people are told of the same, unless somebody says otherwise."""

_Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
_Secret = Annotated[SecretStr, Field(min_length=1, max_length=200)]


def _on_the_wall(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("write it as a clock on the wall shows it, 22:00; its time zone goes into `zone`")
    return value


WallTime = Annotated[time, AfterValidator(_on_the_wall)]


class QuietHours(BaseModel):
    """Hours of each day in which people are told nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: WallTime = Field(examples=["22:00"])
    end: WallTime = Field(description="Earlier than `start` where they go over midnight.", examples=["07:00"])
    zone: str = Field(max_length=80, examples=["Asia/Shanghai"])


class SubscriptionFacts(BaseModel):
    """What a receiver is told, and when."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    events: frozenset[Name] = Field(
        min_length=1, max_length=100, description="Names as GET /v1/webhook-events lists them."
    )
    description: str = Field("", max_length=500, description="What it is for.")
    teams: frozenset[Name] = Field(
        frozenset(),
        max_length=500,
        description="Only of calls of these teams and those below; left out: of everything.",
    )
    active: bool = Field(True, description="Whether it is told anything.")
    language: Tongue = Field(Tongue.EN, description="Of what people are told.")
    quiet: QuietHours | None = Field(None, description="Of people: hours in which they are told nothing.")
    window_seconds: float | None = Field(
        None,
        ge=0,
        le=7 * 86_400,
        description=f"Of people: the same alarm once in so many seconds, with a count; left out: {WINDOW_SECONDS:.0f}.",
    )
    address: _Address | None = Field(
        None,
        description="Web address; mailboxes with commas between for `email`. Left out of a change: as it was.",
    )
    secret: _Secret | None = Field(
        None,
        description="Of a webhook: `whsec_…`, made where it is left out. Of 钉钉 and 飞书: the robot's, where it has one.",
    )


class NewSubscription(SubscriptionFacts):
    """A receiver that is to be told something."""

    channel: Channel = Field(Channel.WEBHOOK, description="How it is told.")
    address: _Address = Field(description="Web address; mailboxes with commas between for `email`.")


class NewSecret(BaseModel):
    """How one secret takes over from another."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    overlap_hours: float = Field(
        24.0, ge=0, le=24 * 14, description="Hours for which the secret before signs beside it."
    )
    secret: _Secret | None = Field(None, description="The new one; made where it is left out.")


class Again(BaseModel):
    """What is to be sent again."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: Moment | None = Field(
        None,
        description="Everything that has happened from then on, delivered or not; left out: what was given up.",
    )


def facts_of(body: SubscriptionFacts, channel: Channel) -> dict[str, Any]:
    """Give the fields of a subscription that somebody says."""
    window = body.window_seconds
    if window is None:
        window = WINDOW_SECONDS if channel.for_people else 0.0
    quiet = body.quiet
    return {
        "events": body.events,
        "description": body.description,
        "teams": body.teams,
        "active": body.active,
        "language": body.language,
        "quiet": None if quiet is None else Quiet(quiet.start, quiet.end, quiet.zone),
        "window_seconds": window,
    }


def plain(secret: SecretStr | None) -> str:
    """Give a secret as it is; empty where there is none."""
    return "" if secret is None else secret.get_secret_value()


def secrets_of(value: str) -> tuple[Secret, ...]:
    """Give the secrets that one makes: none, where it is empty."""
    return (Secret(value),) if value else ()
