"""Why the API says no.

    ApiError
    ├── …                    who asks and what they may: `api/sign_in_refusals.py`
    ├── HostRefused          the request names a host this service does not answer to
    ├── CrossSiteRefused     a page of another site asks for a change
    ├── DoorClosed           this house has not opened this door
    ├── SecretRefused        the door wants a secret that the request does not carry
    ├── TooMany              somebody asks more than this house answers
    ├── WorkbooksBusy        as many workbooks as this house writes at once are being written
    ├── BodyUnreadable       the body is no JSON, or no multipart form
    ├── RequestInvalid       parameters or fields are wrong; `problems` lists all of them
    ├── TooLarge             the body is longer than this house accepts
    ├── UploadBrokenOff      the body ended before it was complete
    ├── PartElsewhere        a part goes to the object store, not here
    ├── NotAcceptable        none of the formats asked for can be made
    ├── RangeUnsatisfiable   the range begins past the end
    ├── WorkbenchNotBuilt    the page was not built on this machine
    ├── NotReady             what the service cannot work without is away; `problems` names each
    └── ResultAbsent         the recording has no such result (yet)

Every message says what was wrong, where, and what to do; the HTTP status stands in `api/errors.py`.
"""

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import ClassVar

from qa.recording import Recording

PENDING_SECONDS = 5
"""After how long it makes sense to ask again for a result that is on its way."""


WORKBOOK_SECONDS = 30
"""After how long a workbook may be written."""


def whole_seconds(wait: timedelta) -> int:
    """Round a wait up to seconds, as Retry-After takes them."""
    return max(1, ceil(wait.total_seconds()))


def ask_again(seconds: int) -> Mapping[str, str]:
    """Say when to ask again, RFC 9110 section 10.2.3."""
    return {"Retry-After": str(seconds)}


class ApiError(Exception):
    """Root of every refusal in `api`.

    Attributes:
        code: stable name for machines, `api.<kind>`.
        headers: fields the answer carries, as HTTP asks for some statuses.
    """

    code: ClassVar[str] = "api.error"

    @property
    def headers(self) -> Mapping[str, str]:
        """Give the fields the answer must carry."""
        return {}


class HostRefused(ApiError):
    """The request names a host this service does not answer to."""

    code = "api.host_refused"


class CrossSiteRefused(ApiError):
    """A page of another site asks for a change."""

    code = "api.cross_site_refused"


class DoorClosed(ApiError):
    """This house has not opened this door."""

    code = "api.door_closed"


class SecretRefused(ApiError):
    """The door wants a secret that the request does not carry."""

    code = "api.secret_refused"

    @property
    def headers(self) -> Mapping[str, str]:
        """Name the ways to show it, RFC 9110 section 11.6.1."""
        return {"WWW-Authenticate": 'Bearer realm="events", Basic realm="events"'}


class TooMany(ApiError):
    """Somebody asks more than this house answers."""

    code = "api.too_many"

    def __init__(self, wait: timedelta) -> None:
        self.seconds = whole_seconds(wait)
        super().__init__(
            f"These are more requests than EVERYCALL_REQUESTS_A_MINUTE allows; wait {self.seconds} seconds, and ask for more"
            " in each (lists take a `limit`)."
        )

    @property
    def headers(self) -> Mapping[str, str]:
        """Say when to try again."""
        return ask_again(self.seconds)


class WorkbooksBusy(ApiError):
    """As many workbooks as this house writes at once are being written."""

    code = "api.workbooks_busy"

    @property
    def headers(self) -> Mapping[str, str]:
        """Say when to ask again."""
        return ask_again(WORKBOOK_SECONDS)


class BodyUnreadable(ApiError):
    """The body is no JSON, or no multipart form."""

    code = "api.body_unreadable"


class RequestInvalid(ApiError):
    """Parameters or fields are wrong.

    Attributes:
        problems: one line each: where, what is wrong.
    """

    code = "api.request_invalid"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The request cannot be used: " + "; ".join(problems))
        self.problems = problems


class TooLarge(ApiError):
    """The body is longer than this house accepts."""

    code = "api.too_large"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The request is longer than the {limit:,} bytes accepted here; nothing was kept. Put the object "
            "into the bucket and name its key, or ask for a higher EVERYCALL_MAX_UPLOAD_BYTES."
        )

    @property
    def headers(self) -> Mapping[str, str]:
        """Close the connection: the rest of the body is not read."""
        return {"Connection": "close"}


class UploadBrokenOff(ApiError):
    """The body ended before it was complete."""

    code = "api.upload_broken_off"


class PartElsewhere(ApiError):
    """A part of an upload goes to the object store, not here."""

    code = "api.part_elsewhere"


class NotAcceptable(ApiError):
    """None of the formats asked for can be made."""

    code = "api.not_acceptable"


class RangeUnsatisfiable(ApiError):
    """The range begins past the end."""

    code = "api.range_unsatisfiable"

    def __init__(self, asked: str, size: int) -> None:
        super().__init__(
            f"The range {asked!r} lies outside the recording, which has {size} bytes; ask within them."
        )
        self.size = size

    @property
    def headers(self) -> Mapping[str, str]:
        """Tell the size, RFC 9110 section 15.5.17."""
        return {"Content-Range": f"bytes */{self.size}"}


class WorkbenchNotBuilt(ApiError):
    """The page was not built on this machine."""

    code = "api.workbench_not_built"


class NotReady(ApiError):
    """What the service cannot work without is away.

    Attributes:
        problems: one line each: what, and why.
    """

    code = "api.not_ready"

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("The service cannot work now: " + " ".join(problems))
        self.problems = problems

    @property
    def headers(self) -> Mapping[str, str]:
        """Say when to ask again."""
        return ask_again(PENDING_SECONDS)


class ResultAbsent(ApiError):
    """The recording has no such result (yet)."""

    code = "api.result_absent"

    def __init__(self, what: str, recording: Recording) -> None:
        why = f" {recording.problem.message}" if recording.problem else ""
        when = (
            f"it is {recording.state} at stage {recording.stage} and ended there without one."
            if recording.settled
            else f"it is {recording.state} at stage {recording.stage}; ask again when that is done."
        )
        super().__init__(f"Recording {recording.id} has no {what}: {when}{why}")
        self.settled = recording.settled

    @property
    def headers(self) -> Mapping[str, str]:
        """Say when to ask again."""
        return {} if self.settled else ask_again(PENDING_SECONDS)
