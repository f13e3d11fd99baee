"""The page at /docs, on which the API is tried by whoever is signed in: it sends what a page of ours sends."""

from fastapi import APIRouter, Request
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse

from api.authentication import OURS

router = APIRouter(include_in_schema=False)

_STATIC = "/static-offline-docs"
"""Where `fastapi_offline` puts the page's scripts."""

_BUNDLE = "SwaggerUIBundle({"
_OURS = f"requestInterceptor: (request) => {{ request.headers['{OURS}'] = '1'; return request; }},"


@router.get("/docs")
def show_docs(request: Request) -> HTMLResponse:
    """Send the page; nothing of it comes from elsewhere."""
    root = request.scope.get("root_path", "")
    app = request.app
    page = get_swagger_ui_html(
        openapi_url=f"{root}{app.openapi_url}",
        title=app.title,
        swagger_js_url=f"{root}{_STATIC}/swagger-ui-bundle.js",
        swagger_css_url=f"{root}{_STATIC}/swagger-ui.css",
        swagger_favicon_url=f"{root}{_STATIC}/favicon.png",
        swagger_ui_parameters=app.swagger_ui_parameters,
    )
    text = bytes(page.body).decode()
    return HTMLResponse(text.replace(_BUNDLE, f"{_BUNDLE}\n{_OURS}", 1))
