"""Tell every refusal as problem details, RFC 9457."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.answer import Answer
from api.errors import ANSWERS, answer_to
from api.refusals import ApiError, BodyUnreadable, RequestInvalid
from qa.sentence import Said, read_all

MEDIA_TYPE = "application/problem+json"

_LOG = logging.getLogger(__name__)

_HTTP: dict[int, tuple[str, Answer]] = {
    404: (
        "http.route_unknown",
        Answer(HTTPStatus.NOT_FOUND, "No such address", "Look at /docs for the addresses of this API."),
    ),
    405: (
        "http.method_refused",
        Answer(
            HTTPStatus.METHOD_NOT_ALLOWED, "Method not allowed", "Use a method that the Allow header names."
        ),
    ),
}
"""What the framework itself refuses, by status."""

_UNEXPECTED_CODE = "api.unexpected"
_UNEXPECTED = Answer(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "Unexpected error",
    "Try again; if it stays, report it with the reference in the detail.",
)


@dataclass(frozen=True, slots=True)
class ProblemDetails:
    """Why a request was refused, and what to do.

    Attributes:
        type: address of this kind of problem in this API.
        title: the kind of problem, the same every time.
        status: the HTTP status.
        detail: what was wrong this time, where, and what to do about it.
        code: stable name of the refusal, for machines.
        instance: path of the request that was refused.
        what_to_do: general advice for this kind of problem.
        problems: everything that is wrong with the request, one line each; absent where there is one cause.
        said: the detail and the problems, as far as they are sentences of the house, taken apart into codes and values, by
            text; absent where none is.
    """

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    what_to_do: str
    problems: tuple[str, ...] | None = None
    said: Mapping[str, tuple[Said, ...]] | None = None


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem this API tells of.

    Attributes:
        code: stable name of the refusal, for machines.
        title: the kind of problem.
        status: the HTTP status.
        what_to_do: general advice.
    """

    code: str
    title: str
    status: int
    what_to_do: str


def install(app: FastAPI) -> None:
    """Have `app` answer every refusal with problem details."""
    for kind in ANSWERS:
        app.add_exception_handler(kind, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def kinds() -> tuple[ProblemKind, ...]:
    """List every kind of problem, by code."""
    rows = {kind.code: answer_to(kind) for root in ANSWERS for kind in _family(root)}
    rows |= dict(_HTTP.values()) | {_UNEXPECTED_CODE: _UNEXPECTED}
    return tuple(ProblemKind(code, a.title, a.status.value, a.what_to_do) for code, a in sorted(rows.items()))


def respond(path: str, refusal: Exception) -> Response:
    """Answer one refusal.

    Args:
        path: of the request.
        refusal: with a row in `ANSWERS`.
    """
    headers = refusal.headers if isinstance(refusal, ApiError) else {}
    problems = getattr(refusal, "problems", None)
    code = getattr(refusal, "code", type(refusal).__name__)
    return _response(path, code, answer_to(type(refusal)), str(refusal), headers, problems)


def own_up(path: str, error: Exception) -> Response:
    """Answer an error that nobody foresaw: log it under a reference, and tell that instead of its inside."""
    reference = uuid4().hex
    _LOG.error("unexpected error %s at %s", reference, path, exc_info=error)
    detail = f"Something went wrong that was not foreseen. The server's log tells more under {reference}."
    return _response(path, _UNEXPECTED_CODE, _UNEXPECTED, detail, {})


def _refused(request: Request, refusal: Exception) -> Response:
    return respond(request.url.path, refusal)


def _invalid(request: Request, error: Exception) -> Response:
    found: Sequence[Mapping[str, Any]] = error.errors() if isinstance(error, RequestValidationError) else ()
    if found and found[0]["type"] == "json_invalid":
        at, why = found[0]["loc"][-1], found[0]["ctx"]["error"]
        return respond(
            request.url.path,
            BodyUnreadable(f"The body is not JSON: {why} at character {at}. Send one JSON object."),
        )
    return respond(request.url.path, RequestInvalid(tuple(_tell(problem) for problem in found)))


def _tell(problem: Mapping[str, Any]) -> str:
    """Name the place as its author knows it: `query parameter limit`, `body field metadata.queue`."""
    where, *names = (str(part) for part in problem["loc"])
    place = {"query": "query parameter", "path": "path parameter", "header": "header field"}.get(
        where, "body field"
    )
    name = ".".join(names)
    message = "is not known here" if problem["type"] == "extra_forbidden" else _plainly(problem["msg"])
    return f"{place} {name} {message}" if name else f"{where} {message}"


def _plainly(message: str) -> str:
    """Write pydantic's words as the end of a sentence that begins with the place."""
    message = message.removeprefix("Value error, ").removeprefix("Input ")
    return message[:1].lower() + message[1:]


def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if isinstance(error.__cause__, ApiError):  # FastAPI wraps what is raised while it reads a body
        return respond(request.url.path, error.__cause__)
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return respond(request.url.path, BodyUnreadable(f"The body cannot be read: {error.detail}."))
    path = request.url.path
    code, answer = _HTTP.get(error.status_code) or _plain(error.status_code)
    detail = {
        404: f"There is nothing at {path}.",
        405: f"{path} does not answer to {request.method}.",
    }.get(error.status_code, str(error.detail))
    return _response(path, code, answer, detail, error.headers or {})


def _plain(status: int) -> tuple[str, Answer]:
    known = HTTPStatus(status)
    return f"http.{status}", Answer(known, known.phrase, "Look at /docs for what this address takes.")


def _family(root: type[Exception]) -> Iterator[Any]:
    yield root
    for kind in root.__subclasses__():
        yield from _family(kind)


def _said(texts: Iterable[str]) -> Mapping[str, tuple[Said, ...]] | None:
    known = {text: said for text, said in read_all(texts).items() if all(each.code for each in said)}
    return known or None


def _response(
    path: str,
    code: str,
    answer: Answer,
    detail: str,
    headers: Mapping[str, str],
    problems: tuple[str, ...] | None = None,
) -> Response:
    told = ProblemDetails(
        type=f"/v1/problems#{code}",
        title=answer.title,
        status=answer.status.value,
        detail=detail,
        code=code,
        instance=path,
        what_to_do=answer.what_to_do,
        problems=problems,
        said=_said((detail, *(problems or ()))),
    )
    fields = {name: value for name, value in asdict(told).items() if value is not None}
    # A path may carry half a surrogate pair; "backslashreplace" writes it as JSON's own escape.
    body = json.dumps(fields, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(body, status_code=answer.status.value, media_type=MEDIA_TYPE, headers=dict(headers))
