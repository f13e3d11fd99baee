"""Whose list a review goes on: who can do it, may do it, and has the least to do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.review import Review, Reviewer, ReviewState, assign


@dataclass(frozen=True, slots=True)
class Skills:
    """What a reviewer takes on; what is left empty does not narrow.

    Attributes:
        person: their id.
        agent: as calls name them, where they take calls themselves.
        languages: that they judge calls in.
        queues: that they know.
        at_most: reviews on their list at once; 0 for none at present.
    """

    person: str
    agent: str | None = None
    languages: frozenset[str] = frozenset()
    queues: frozenset[str] = frozenset()
    at_most: int = 50

    @property
    def reviewer(self) -> Reviewer:
        """Who they are."""
        return Reviewer(self.person, self.agent)

    def suits(self, review: Review) -> bool:
        """Tell whether they can and may review a call: never their own, never one that they skipped."""
        return (
            (not self.languages or review.language in self.languages)
            and (not self.queues or review.queue in self.queues)
            and (self.agent is None or self.agent != review.agent)
            and all(skip.by != self.person for skip in review.skipped)
        )


def share_out(
    waiting: Iterable[Review], reviewers: Sequence[Skills], load: Mapping[str, int]
) -> tuple[Review, ...]:
    """Put waiting reviews on lists, the most urgent first, each on that of who has the least to do for their measure.

    Args:
        waiting: reviews that are nobody's.
        reviewers: who reviews at present.
        load: person → open reviews on their list now.

    Returns:
        Those that were assigned; the others wait on for somebody who can.
    """
    carried = {each.person: load.get(each.person, 0) for each in reviewers}
    done = []
    for review in sorted(waiting, key=lambda each: (each.due_at, each.id)):
        able = [
            each
            for each in reviewers
            if review.state is ReviewState.WAITING
            and each.suits(review)
            and carried[each.person] < each.at_most
        ]
        if able:
            chosen = min(able, key=lambda each: (carried[each.person] / each.at_most, each.person))
            carried[chosen.person] += 1
            done.append(assign(review, chosen.reviewer))
    return tuple(done)
