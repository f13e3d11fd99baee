"""Lists are read page by page; the address of the next page is told as a Link field, too: RFC 8288."""

from fastapi import Request, Response

MOST = 200
"""Most items a page holds."""


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Name the next page in the answer's Link field; without a cursor there is none."""
    if cursor is not None:
        url = request.url.include_query_params(cursor=cursor)
        response.headers["Link"] = f'<{url.path}?{url.query}>; rel="next"'
