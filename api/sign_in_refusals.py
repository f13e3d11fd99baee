"""Why nobody is let in, or not to this.

    ApiError
    ├── SignInNeeded         nobody is signed in
    ├── NotAllowed           none of the person's roles may do this at all
    ├── SignInRefused        login or password is wrong
    ├── CodeNeeded           the password is right, and the account has a second factor
    ├── SignInPaused         too many sign-ins failed in a row
    ├── SetUpDone            the first account was made before
    ├── ProviderRefused      the identity provider, or what it says, lets nobody in
    └── ProviderAway         the identity provider cannot be asked

Every message says what was wrong and what to do; the HTTP status stands in `api/errors.py`.
"""

from collections.abc import Mapping
from datetime import timedelta

from api.refusals import ApiError, ask_again, whole_seconds
from qa.access import TABLE, Action, Person, Reach


class SignInNeeded(ApiError):
    """Nobody is signed in."""

    code = "api.sign_in_needed"

    def __init__(self) -> None:
        super().__init__(
            "This needs somebody who is signed in, and the request carries no session, token or key that holds; sign in"
            " with POST /v1/session, or send a key as `Authorization: Bearer …`."
        )

    @property
    def headers(self) -> Mapping[str, str]:
        """Name the way to sign in that HTTP knows, RFC 6750 section 3."""
        return {"WWW-Authenticate": 'Bearer realm="everycall"'}


class NotAllowed(ApiError):
    """None of the person's roles may do this at all."""

    code = "api.not_allowed"

    def __init__(self, person: Person, action: Action) -> None:
        may = [role.value for role, reach in TABLE[action].reaches.items() if reach is not Reach.NOTHING]
        held = ", ".join(sorted(person.roles)) or "none"
        super().__init__(
            f"{action.value} ({TABLE[action].covers}) is for these roles: {', '.join(may)}; yours: {held}. Have an"
            " administrator give you one of them, or ask somebody who has it."
        )


class SignInRefused(ApiError):
    """Login or password is wrong; which of them, nobody is told."""

    code = "api.sign_in_refused"

    def __init__(self) -> None:
        super().__init__(
            "Login, password or code is wrong, or the account is closed; try again, or have an administrator reset it."
        )


class CodeNeeded(ApiError):
    """The password is right, and the account has a second factor."""

    code = "api.code_needed"

    def __init__(self) -> None:
        super().__init__(
            "This account has a second factor; send its six digits, or a recovery code, as `code`, too."
        )


class SignInPaused(ApiError):
    """Too many sign-ins failed in a row."""

    code = "api.sign_in_paused"

    def __init__(self, left: timedelta) -> None:
        self.seconds = whole_seconds(left)
        super().__init__(
            f"Too many sign-ins failed in a row; wait {self.seconds} seconds, or have an administrator reset the account."
        )

    @property
    def headers(self) -> Mapping[str, str]:
        """Say when to try again."""
        return ask_again(self.seconds)


class SetUpDone(ApiError):
    """The first account was made before."""

    code = "api.setup_done"

    def __init__(self) -> None:
        super().__init__(
            "This house has its first account already; have an administrator make others with POST /v1/people."
        )


class ProviderRefused(ApiError):
    """The identity provider, or what it says, lets nobody in."""

    code = "api.provider_refused"

    def __init__(self, why: str) -> None:
        super().__init__(f"This sign-in does not hold: {why}. Begin again at GET /v1/session/oidc.")


class ProviderAway(ApiError):
    """The identity provider cannot be asked."""

    code = "api.provider_away"

    def __init__(self, why: str) -> None:
        super().__init__(
            f"The identity provider cannot be asked: {why}. Try again shortly, or have EVERYCALL_OIDC_ISSUER checked."
        )
