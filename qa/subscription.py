"""Who is told what, outside of the house: programs by signed webhooks, people by e-mail and chat."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from qa.notice import NAMES


class Channel(StrEnum):
    """How something is told."""

    WEBHOOK = "webhook"
    EMAIL = "email"
    WECOM = "wecom"  # 企业微信
    DINGTALK = "dingtalk"  # 钉钉
    FEISHU = "feishu"  # 飞书
    SLACK = "slack"

    @property
    def for_people(self) -> bool:
        """Whether people read it, so that it is said in their language and not at night."""
        return self is not Channel.WEBHOOK


class Tongue(StrEnum):
    """The language of what people are told."""

    EN = "en"
    ZH = "zh"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of each day in which people are told nothing; what happens then waits for their end.

    Attributes:
        start: on the clock of `zone`.
        end: likewise; earlier than `start` where they go over midnight.
        zone: time zone, as Asia/Shanghai.
    """

    start: time
    end: time
    zone: str

    def over(self, moment: datetime) -> datetime:
        """Give a moment itself, or the end of the quiet hours that it lies in."""
        local = moment.astimezone(ZoneInfo(self.zone))
        now, over_midnight = local.time(), self.end < self.start
        within = now >= self.start or now < self.end if over_midnight else self.start <= now < self.end
        if not within:
            return moment
        day = local.date() + timedelta(days=1 if over_midnight and now >= self.start else 0)
        return datetime.combine(day, self.end, ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Subscription:
    """What is told to one receiver.

    Attributes:
        id: ours, unique.
        channel: how.
        address: whereto, as people may see it: of a chat, whose address is itself a secret, only the host.
        events: names of what is told (`qa.notice`).
        description: what it is for.
        teams: only of calls of these teams and those below; empty: of all, and what is about no call.
        active: whether it is told anything.
        language: of what people are told.
        quiet: hours in which they are told nothing.
        window_seconds: the same alarm is told once in so many seconds, with a count; 0: each time.
        made_by: id of whoever made it.
        made_at: when.
        failing_since: when the first failure was after which nothing arrived any more.
        disabled_why: why the house turned it off; empty where it did not.
    """

    id: str
    channel: Channel
    address: str
    events: frozenset[str]
    description: str
    made_by: str
    made_at: datetime
    teams: frozenset[str] = frozenset()
    active: bool = True
    language: Tongue = Tongue.EN
    quiet: Quiet | None = None
    window_seconds: float = 0.0
    failing_since: datetime | None = None
    disabled_why: str = ""

    def wants(self, event: str, team: str | None, *, about_call: bool) -> bool:
        """Tell whether it is told of something.

        Args:
            event: public name.
            team: of the call; None where it has none.
            about_call: whether it is about a call at all.
        """
        if not self.active or event not in self.events:
            return False
        return not self.teams or (about_call and team in self.teams)

    def due(self, moment: datetime) -> datetime:
        """Say when something that happens at a moment may be told."""
        return moment if self.quiet is None else self.quiet.over(moment)


@dataclass(frozen=True, slots=True)
class Secret:
    """One secret of a subscription.

    Attributes:
        value: itself.
        until: when it ends; None for the present one.
    """

    value: str = field(repr=False)
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a subscription is sealed.

    Attributes:
        address: whole: a web address, or mail addresses with commas between.
        secrets: the present one first.
    """

    address: str = field(repr=False)
    secrets: tuple[Secret, ...] = ()

    def in_force(self, now: datetime) -> tuple[str, ...]:
        """Give the secrets that sign at a moment, the present one first."""
        return tuple(each.value for each in self.secrets if each.until is None or now < each.until)


def rotated(hidden: Hidden, secret: str, *, now: datetime, overlap: timedelta) -> Hidden:
    """Put another secret in force; the one before signs beside it for a while, and older ones no more."""
    former = [Secret(each.value, now + overlap) for each in hidden.secrets if each.until is None]
    return replace(hidden, secrets=(Secret(secret), *(former if overlap else ())))


def failed(subscription: Subscription, *, now: datetime, disable_after: timedelta) -> Subscription:
    """Take note that a delivery failed; turns the subscription off where none has arrived for too long."""
    since = subscription.failing_since or now
    noted = replace(subscription, failing_since=since)
    if now - since < disable_after or not subscription.active:
        return noted
    days = disable_after.total_seconds() / 86_400
    return disabled(noted, f"nothing arrived for {days:g} days")


def disabled(subscription: Subscription, why: str) -> Subscription:
    """Turn a subscription off."""
    return replace(subscription, active=False, disabled_why=why)


def unknown_events(names: frozenset[str]) -> tuple[str, ...]:
    """Name those events that are told to nobody, as there are none of that name."""
    return tuple(sorted(names - NAMES))
