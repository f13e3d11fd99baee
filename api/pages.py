"""Lists are read page by page; the address of the next page is told as a Link field, too: RFC 8288."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Query, Request, Response

MOST = 200
"""Most items a page holds."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is wanted, and where its answer names the next one."""

    limit: int
    cursor: str | None
    request: Request
    response: Response

    def named(self, cursor: str | None) -> str | None:
        """Name the next page in the answer's Link field; gives its cursor, None at the end."""
        link_next(self.request, self.response, cursor)
        return cursor


def _paging(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=MOST, description=f"Items a page, 1 to {MOST}.")] = MOST,
    cursor: Annotated[
        str | None, Query(description="`next` of the page before; keep the filters as they were.")
    ] = None,
) -> Paging:
    return Paging(limit, cursor, request, response)


PagingDep = Annotated[Paging, Depends(_paging)]


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Name the next page in the answer's Link field; without a cursor there is none."""
    if cursor is not None:
        url = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
