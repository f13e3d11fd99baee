"""The rows of `api.errors` for what the API itself refuses."""

from http import HTTPStatus

from api.answer import Answer
from api.refusals import (
    ApiError,
    BodyUnreadable,
    CrossSiteRefused,
    DoorClosed,
    HostRefused,
    NotAcceptable,
    NotReady,
    PartElsewhere,
    RangeUnsatisfiable,
    RequestInvalid,
    ResultAbsent,
    SecretRefused,
    TooLarge,
    TooMany,
    UploadBrokenOff,
    WorkbenchNotBuilt,
    WorkbooksBusy,
)
from api.sign_in_refusals import (
    CodeNeeded,
    NotAllowed,
    ProviderAway,
    ProviderRefused,
    SetUpDone,
    SignInNeeded,
    SignInPaused,
    SignInRefused,
)

OWN: dict[type[Exception], Answer] = {
    ApiError: Answer(HTTPStatus.BAD_REQUEST, "Refused", "Look at /docs for what this address takes."),
    HostRefused: Answer(
        HTTPStatus.MISDIRECTED_REQUEST,
        "Unknown host name",
        "Use localhost or this machine's own address, or have the name added to EVERYCALL_HOSTS.",
    ),
    CrossSiteRefused: Answer(
        HTTPStatus.FORBIDDEN,
        "Request from another site",
        "Send changes from a page of this service, or from a program that is no browser.",
    ),
    DoorClosed: Answer(
        HTTPStatus.NOT_FOUND,
        "Door closed",
        "Have EVERYCALL_EVENTS_SECRET set, and the same secret in the bucket's notifications.",
    ),
    SecretRefused: Answer(
        HTTPStatus.UNAUTHORIZED,
        "Secret missing or wrong",
        "Send the secret as `Authorization: Bearer …`, or as the password of Basic authentication.",
    ),
    SignInNeeded: Answer(
        HTTPStatus.UNAUTHORIZED,
        "Sign-in needed",
        "Sign in with POST /v1/session, or send a key as `Authorization: Bearer …`.",
    ),
    SignInRefused: Answer(
        HTTPStatus.UNAUTHORIZED, "Sign-in refused", "Try again, or have an administrator reset the account."
    ),
    CodeNeeded: Answer(
        HTTPStatus.UNAUTHORIZED, "Code needed", "Send the code of the second factor with login and password."
    ),
    SignInPaused: Answer(
        HTTPStatus.TOO_MANY_REQUESTS, "Too many failures", "Wait as long as Retry-After says."
    ),
    ProviderRefused: Answer(
        HTTPStatus.UNAUTHORIZED,
        "Not let in by the identity provider",
        "Sign in there again, as the detail says.",
    ),
    ProviderAway: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE, "Identity provider away", "Try again shortly; nothing was changed."
    ),
    WorkbooksBusy: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Workbooks being written",
        "Ask again when Retry-After says, or take CSV or Parquet, which are sent while they are read.",
    ),
    TooMany: Answer(HTTPStatus.TOO_MANY_REQUESTS, "Too many requests", "Wait as long as Retry-After says."),
    SetUpDone: Answer(HTTPStatus.CONFLICT, "Set up already", "Sign in with POST /v1/session."),
    NotAllowed: Answer(
        HTTPStatus.FORBIDDEN,
        "Not allowed",
        "Look at docs/access.md for who may do what; an administrator gives roles.",
    ),
    BodyUnreadable: Answer(
        HTTPStatus.BAD_REQUEST,
        "Unreadable body",
        "Send the body in the format that /docs shows for this route.",
    ),
    RequestInvalid: Answer(
        HTTPStatus.UNPROCESSABLE_ENTITY, "Invalid request", "Correct what 'problems' lists and send it again."
    ),
    TooLarge: Answer(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Body too large",
        "Begin an upload with POST /v1/uploads, or put the object into the bucket and call POST /v1/recordings/from-bucket.",
    ),
    UploadBrokenOff: Answer(
        HTTPStatus.BAD_REQUEST, "Upload broken off", "Send the whole upload again; nothing of it was kept."
    ),
    PartElsewhere: Answer(
        HTTPStatus.CONFLICT, "Part goes elsewhere", "PUT the part at the address that its upload names."
    ),
    NotAcceptable: Answer(
        HTTPStatus.NOT_ACCEPTABLE, "Format not available", "Ask for one of the formats the detail lists."
    ),
    RangeUnsatisfiable: Answer(
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "Range outside the recording",
        "Ask for bytes within the size that Content-Range gives.",
    ),
    WorkbenchNotBuilt: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE, "Workbench not built", "Run `make web` and load the page again."
    ),
    NotReady: Answer(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Not ready",
        "Bring back what 'problems' names; nothing is lost meanwhile.",
    ),
    ResultAbsent: Answer(
        HTTPStatus.CONFLICT,
        "Result not there",
        "Follow the recording at /v1/recordings/{id}; send it on its way again with POST …/retry if it failed.",
    ),
}
"""By refusal; `api.errors` has all of them."""
