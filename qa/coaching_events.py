"""What has happened to coaching plans. What was said in them is not in the trail, which outlives the words of calls."""

from dataclasses import dataclass

from qa.events import HouseEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingEvent(HouseEvent):
    """Something that happened to a coaching plan of an agent."""

    plan: str
    agent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingDrafted(CoachingEvent):
    """Somebody began a plan; the agent does not see it yet."""

    name = "coaching.drafted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingRevised(CoachingEvent):
    """The goals of a draft, or its day, were changed."""

    name = "coaching.revised"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingShared(CoachingEvent):
    """The agent may see a plan from now on."""

    name = "coaching.shared"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingAcknowledged(CoachingEvent):
    """The agent said that a plan was seen."""

    name = "coaching.acknowledged"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingDone(CoachingEvent):
    """A plan is done."""

    name = "coaching.done"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingCancelled(CoachingEvent):
    """A plan was given up."""

    name = "coaching.cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingClipped(CoachingEvent):
    """A moment of a call was put beside a plan."""

    name = "coaching.clipped"

    clip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingUnclipped(CoachingEvent):
    """A clip was taken from a plan."""

    name = "coaching.unclipped"

    clip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoachingRemarked(CoachingEvent):
    """Somebody said something of a plan."""

    name = "coaching.remarked"
