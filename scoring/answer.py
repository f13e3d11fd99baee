"""From hits to an answer: is it enough, was it heard well enough, and what came nearest."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from scoring.finding import Outcome, Search
from scoring.look import Hit, Look
from scoring.reasons import say
from scoring.scope import Scope

_OPPOSITE = {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}


def answer(
    scope: Scope,
    hits: Sequence[Hit],
    *,
    surely: bool,
    perhaps: bool,
    need: int,
    nearest: Callable[[], Hit | None],
) -> Look:
    """Answer from what was found in words.

    Enough that was surely said is met. Enough only with words the recogniser doubted is undecided, as is too
    little where too much of the range could not be made out; else it is a miss, with what came nearest.

    Args:
        scope: where it was looked for.
        hits: what was found.
        surely: whether the hits that are not doubted are enough.
        perhaps: whether all hits together are.
        need: how many there must be, to be told.
        nearest: finds the nearest miss; asked only where it is told.
    """
    sure = tuple(hit for hit in hits if not hit.doubted)
    search = scope.search()
    if surely:
        return Look(
            Outcome.MET,
            said(scope, sure),
            sure,
            search,
            sure_of_parties(scope, max(h.confidence for h in sure)),
        )
    if perhaps:
        first = next(hit for hit in hits if hit.doubted)
        reason = say(scope.names.language, "said_doubted", quote=quote(first), at=first.start)
        confidence = sure_of_parties(scope, max(h.confidence for h in hits))
        return Look(Outcome.UNDECIDED, reason, tuple(hits), search, confidence)
    near = None if scope.brief else nearest()
    search = with_nearest(search, near)
    if search.blind > scope.names.max_blind:
        reason = say(scope.names.language, "blind", blind=search.blind, start=search.start, end=search.end)
        return Look(Outcome.UNDECIDED, reason, tuple(hits), search, round(1 - search.blind, 4))
    return Look(
        Outcome.NOT_MET,
        unsaid(scope, search, count=len(hits), need=need),
        tuple(hits),
        search,
        sure_of_parties(scope, 1 - search.blind),
    )


def inverted(look: Look) -> Look:
    """Turn an answer round; its places and its reason stay what they are."""
    return replace(look, outcome=_OPPOSITE.get(look.outcome, look.outcome))


def with_nearest(search: Search, near: Hit | None) -> Search:
    """Add the nearest miss to a search."""
    if near is None:
        return search
    return replace(search, nearest=near.evidence[0], similarity=round(near.similarity, 4))


def said(scope: Scope, hits: Sequence[Hit]) -> str:
    """Say what was said first, and how much more there is."""
    language = scope.names.language
    more = say(language, "more", count=len(hits) - 1) if len(hits) > 1 else ""
    first = hits[0]
    return say(language, "said", party=first.evidence[0].party, at=first.start, quote=quote(first), more=more)


def unsaid(scope: Scope, search: Search, *, count: int, need: int) -> str:
    """Say what was missed, where, and what came nearest."""
    language = scope.names.language
    near = search.nearest
    tail = say(language, "nearest", quote=near.quote, alike=search.similarity) if near else ""
    key = "too_few" if count else "not_said"
    return say(
        language,
        key,
        party=scope.party,
        start=search.start,
        end=search.end,
        nearest=tail,
        count=count,
        need=need,
    )


def quote(hit: Hit) -> str:
    """Write a hit as one quote."""
    return " … ".join(e.quote for e in hit.evidence if e.quote)


def sure_of_parties(scope: Scope, confidence: float) -> float:
    """Weigh an answer by how sure it is who speaks."""
    parties = 1.0 if scope.party is None else scope.reading.call.transcript.attribution.confidence
    return round(confidence * parties, 4)
