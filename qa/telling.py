"""How one kind of event is told outside of the house; `qa.notice` has them all."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of what is told.

    Attributes:
        name: of the field.
        type: as JSON Schema calls it.
        says: what it is.
        optional: whether it may be null.
    """

    name: str
    type: str
    says: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Telling:
    """How an event of the house is told.

    Attributes:
        name: public.
        says: what has happened, in a sentence.
        facts: of the event itself.
        about: what is looked up besides: `call`, `score`, or nothing.
        fixed: facts that the kind of event says by itself.
        alike: the facts in which alarms agree that are the same.
    """

    name: str
    says: str
    facts: tuple[Fact, ...] = ()
    about: frozenset[str] = frozenset()
    fixed: Mapping[str, str] = field(default_factory=dict)
    alike: tuple[str, ...] = ()

    @property
    def whole(self) -> tuple[Fact, ...]:
        """All its facts."""
        call = CALL if "call" in self.about else ()
        return (*call, *self.facts, *(SCORE if "score" in self.about else ()))


CALL = (
    Fact("recording", "string", "id of the recording"),
    Fact("source", "string", "recording system it came from"),
    Fact("team", "string", "team of the agent, as the recording system names it", optional=True),
    Fact("agent", "string", "id of the agent, likewise", optional=True),
    Fact("queue", "string", "queue of the call, likewise", optional=True),
)
SCORE = (
    Fact("rubric", "string", "id of the rubric"),
    Fact("version", "string", "its version"),
    Fact("score", "number", "0 to 100", optional=True),
    Fact("passed", "boolean", "whether the pass mark was reached", optional=True),
    Fact("auto_failed", "boolean", "whether a criterion failed the whole call"),
)
