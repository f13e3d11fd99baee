"""Who asks, and what they may: every route declares the action it is, and gets a permit or refuses.

A permit tells which calls the action reaches; a route opens the store with it (`house.store.read(permit.scope)`), and
what lies outside is not in any query's answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Request

from api.rates import Rates, neighbourhood
from api.refusals import TooMany
from api.sign_in_refusals import NotAllowed, SignInNeeded
from qa.access import Action, Person, Reach, Scope, reach, scope

Authenticator = Callable[[Request], Person | None]
"""Finds out who sent a request; None where nobody is signed in."""


@dataclass(frozen=True, slots=True)
class Permit:
    """That somebody may do something.

    Attributes:
        person: who asks.
        reach: how far the action reaches; never nothing.
        scope: which calls that is.
    """

    person: Person
    reach: Reach
    scope: Scope


@dataclass(frozen=True, slots=True)
class Gate:
    """The dependency by which a route declares its action."""

    action: Action

    def __call__(self, person: "PersonDep") -> Permit:
        """Let those pass whose roles reach anything by the action.

        Raises:
            NotAllowed: none of them does.
        """
        reached = reach(person, self.action)
        if reached is Reach.NOTHING:
            raise NotAllowed(person, self.action)
        return Permit(person, reached, scope(person, self.action))


def allowed(action: Action) -> Any:
    """Give the dependency by which a route declares its action, as `Annotated[Permit, …]` of an argument."""
    return Depends(Gate(action))


def client_of(request: Request) -> str:
    """Tell the address a request came from; empty where the server does not know."""
    return request.client.host if request.client else ""


def bearer_of(request: Request) -> str:
    """Read the bearer token that a request carries, RFC 6750 section 2.1; empty where it carries none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def person_of(request: Request) -> Person:
    """Find out who sent a request.

    Raises:
        SignInNeeded: nobody is signed in.
        TooMany: they, or others at their address, ask too much.
    """
    authenticate: Authenticator = request.app.state.authenticate
    person = authenticate(request)
    check_rate(request, f"person {person.id}" if person else f"address {neighbourhood(client_of(request))}")
    if person is None:
        raise SignInNeeded
    return person


def check_rate(request: Request, who: str) -> None:
    """See that somebody does not ask too much.

    Raises:
        TooMany: they do.
    """
    rates: Rates = request.app.state.rates
    wait = rates.take(who)
    if wait is not None:
        raise TooMany(wait)


PersonDep = Annotated[Person, Depends(person_of)]
"""The person signed in, whatever they may do."""
