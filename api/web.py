"""The workbench: the page that `make web` built, its files, and the page again at every address of its own."""

from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from mimetypes import guess_type
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import FileResponse

from api.refusals import WorkbenchNotBuilt

PAGES = (
    "inbox",
    "plans",
    "plans/{rest:path}",
    "me",
    "disputes",
    "calls",
    "calls/{rest:path}",
    "upload",
    "sign-in",
    "coverage",
    "account",
    "set-up",
    "password",
    "rubrics",
    "rubrics/{rest:path}",
    "compliance",
    "compliance/{rest:path}",
    "administration",
    "administration/{rest:path}",
    "calibration",
    "calibration/{rest:path}",
    "team",
    "team/{rest:path}",
)
"""Addresses of the page's own; opened directly, or loaded again, they answer with the page. `web/src/app/router.tsx` has
the same."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""Nothing inline, and nothing from elsewhere (https://www.w3.org/TR/CSP3/)."""

_FOR_EVER = "public, max-age=31536000, immutable"
_ENCODINGS = (("br", ".br"), ("gzip", ".gz"))


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of the build.

    Attributes:
        path: where it lies.
        media: its type.
        encodings: those it was compressed with when it was built, best first.
    """

    path: Path
    media: str
    encodings: tuple[tuple[str, str], ...]


def pages(built: Path) -> APIRouter:
    """Make the routes of the workbench.

    Args:
        built: folder of the build; where it is missing, every address of the page says how to build it.
    """
    router = APIRouter(include_in_schema=False)

    def page(request: Request) -> Response:
        """Send the page; it shows what its address names."""
        asset = _asset(built, "index.html")
        if asset is None:
            raise WorkbenchNotBuilt(
                "The workbench was not built here. Run `make web` in EveryCall's folder (it needs Node 20 or newer) and load"
                " this page again; the API itself works, and is described at /docs."
            )
        return _sent(asset, request, {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache"})

    def icon(request: Request) -> Response:
        """Send the sign in the browser's tab."""
        return _file("icon.svg", request, "no-cache")

    def asset(name: str, request: Request) -> Response:
        """Send a file of the build; its name carries its digest, so it never changes."""
        return _file(f"assets/{name}", request, _FOR_EVER)

    def _file(name: str, request: Request, caching: str) -> Response:
        found = _asset(built, name)
        if found is None:
            raise HTTPException(HTTPStatus.NOT_FOUND)
        return _sent(found, request, {"Cache-Control": caching})

    for address in ("", *PAGES):
        router.add_api_route(f"/{address}", page, methods=["GET"], response_class=FileResponse)
    router.add_api_route("/icon.svg", icon, methods=["GET"], response_class=FileResponse)
    router.add_api_route("/assets/{name}", asset, methods=["GET"], response_class=FileResponse)
    return router


def _asset(built: Path, name: str) -> Asset | None:
    """Find a file of the build; None where there is none of the name."""
    path = built / name
    return _known(path, path.stat().st_mtime_ns) if path.is_file() else None


@cache
def _known(path: Path, _changed: int) -> Asset:
    there = tuple(
        (name, suffix) for name, suffix in _ENCODINGS if path.with_name(path.name + suffix).is_file()
    )
    return Asset(path, guess_type(path.name)[0] or "application/octet-stream", there)


def _sent(asset: Asset, request: Request, headers: dict[str, str]) -> FileResponse:
    accepted = {
        part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")
    }
    best = next(((name, suffix) for name, suffix in asset.encodings if name in accepted), None)
    if asset.encodings:
        headers |= {"Vary": "Accept-Encoding"}
    if best is None:
        return FileResponse(asset.path, media_type=asset.media, headers=headers)
    name, suffix = best
    path = asset.path.with_name(asset.path.name + suffix)
    return FileResponse(path, media_type=asset.media, headers=headers | {"Content-Encoding": name})
