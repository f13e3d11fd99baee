"""Stand before every route: who may ask, how long a body may be, and what every answer carries.

There is no sign-in yet, so two tricks of a web page against a service on loopback are refused: a foreign
name that was made to point here (DNS rebinding), by the Host header; and a form that posts here from another
site, by what browsers say of a request's origin (https://www.w3.org/TR/fetch-metadata/).
"""

import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import own_up, respond
from api.refusals import ApiError, CrossSiteRefused, HostRefused, RequestInvalid, TooLarge

MAX_JSON_BYTES = 1024 * 1024
"""Longest body of a route that takes JSON; it is read whole."""

_HOST = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^:@/\[\]\s]+))(?::[0-9]{0,5})?")
_HEAD = "everycall.head"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

_ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; frame-ancestors 'none'"
    ),
}
"""Fields of every answer that does not set its own. Calls are private and stay out of caches; a page loads
nothing from elsewhere (the page of the docs has scripts of its own inline)."""


class Guard:
    """ASGI middleware that lets only fitting requests through.

    Attributes:
        app: what stands behind.
        hosts: host names answered to besides localhost and bare addresses, lower case.
        limits: longest body in bytes by path, one that ends in `/` for all below it; every other path takes
            `MAX_JSON_BYTES`.
    """

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], limits: Mapping[str, int]) -> None:
        self.app = app
        self.hosts = {"localhost", *(host.lower() for host in hosts)}
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check one request and hand it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = _Answer(send, bodiless=scope["method"] == "HEAD")
        limit = self._limit(scope["path"])
        inner = _as_get(scope)
        try:
            self._check(scope, limit)
            await self.app(inner, _counted(receive, limit), answer.send)
        except Exception as error:
            if answer.started:
                raise
            tell = respond if isinstance(error, ApiError) else own_up
            await tell(scope["path"], error)(scope, receive, answer.send)
        finally:
            scope["route"] = inner.get("route")  # for those who stand before this

    def _limit(self, path: str) -> int:
        below = (limit for root, limit in self.limits.items() if root.endswith("/") and path.startswith(root))
        return self.limits.get(path) or next(below, MAX_JSON_BYTES)

    def _check(self, scope: Scope, limit: int) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        name = _name(host)
        if name not in self.hosts and not _is_address(name):
            raise HostRefused(
                f"This service does not answer to the host name {host!r}. Call it as localhost, or have the name "
                "added to EVERYCALL_HOSTS."
            )
        if scope["method"] not in _SAFE and _is_cross_site(headers, host):
            raise CrossSiteRefused(
                f"A page of {headers.get('origin', 'another site')} asked for a change here; only pages of this "
                "service may."
            )
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            raise RequestInvalid(("the address holds the character NUL (%00), which no name here has",))
        length = headers.get("content-length", "")
        if length.isdecimal() and int(length) > limit:
            raise TooLarge(limit)


class _Answer:
    """An answer on its way out: given the fields that every one carries, and no body where HEAD asked.

    Args:
        send: the way out.
        bodiless: whether to keep the body back.
    """

    def __init__(self, send: Send, *, bodiless: bool) -> None:
        self._send = send
        self._bodiless = bodiless
        self.started = False

    async def send(self, message: Message) -> None:
        """Send one message of it."""
        if message["type"] == "http.response.start":
            self.started = True
            headers = MutableHeaders(scope=message)
            for name, value in _ALWAYS.items():
                headers.setdefault(name, value)
        elif self._bodiless:
            message = {**message, "body": b""}
        await self._send(message)


def is_head(request: Request) -> bool:
    """Tell a route, which sees GET, that only the header of its answer is wanted."""
    return bool(request.scope.get(_HEAD))


def _as_get(scope: Scope) -> Scope:
    """Answer HEAD as GET, RFC 9110 section 9.3.2: same fields, no body."""
    return {**scope, "method": "GET", _HEAD: True} if scope["method"] == "HEAD" else scope


def _name(host: str) -> str:
    """Take the port off, and the brackets: `[::1]:8080` is `::1`."""
    match = _HOST.fullmatch(host)
    return (match["v6"] or match["name"]).lower() if match else ""


def _is_address(name: str) -> bool:
    """Tell a bare address, which no foreign name server can make point here."""
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _is_cross_site(headers: Headers, host: str) -> bool:
    """Believe Sec-Fetch-Site, else compare Origin with Host; a program that is no browser sends neither."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is not None and origin.partition("://")[2].lower() != host.lower()


def _counted(receive: Receive, limit: int) -> Receive:
    """Stop a body that grows past `limit` without having said so."""
    taken = 0

    async def counting() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > limit:
            raise TooLarge(limit)
        return message

    return counting
