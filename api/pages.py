"""Lists that are read page by page: an envelope, and the address of the next page as a Link field, RFC 8288."""

from dataclasses import dataclass
from typing import Annotated, Generic, TypeVar

from fastapi import Query, Request, Response

T = TypeVar("T")

MOST = 200
"""Most items a page holds."""

Limit = Annotated[int, Query(ge=1, le=MOST, description=f"Items a page, 1 to {MOST}.")]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A stretch of a list.

    Attributes:
        items: in the list's order.
        next: cursor of the following page, for `?cursor=`; null on the last one.
    """

    items: tuple[T, ...]
    next: str | None


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Name the next page in the answer's Link field."""
    if cursor is not None:
        url = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
