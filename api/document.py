"""The OpenAPI document, read by people at /docs and by the program that writes the page's client."""

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from api.problems import ProblemDetails

_ATTRIBUTES = "\n\nAttributes:\n"
_ATTRIBUTE = re.compile(r"^ {4}(\w+): ", re.MULTILINE)


def document(app: FastAPI) -> dict[str, Any]:
    """Write the document, once: what docstrings say of a type's fields goes to the fields."""
    if app.openapi_schema:
        return app.openapi_schema
    made: dict[str, Any] = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    schemas = made["components"]["schemas"]
    schemas[ProblemDetails.__name__] = TypeAdapter(ProblemDetails).json_schema(mode="serialization")
    for schema in schemas.values():
        _describe(schema)
    schemas["InBucket"]["properties"]["metadata"]["anyOf"][0] = {"$ref": "#/components/schemas/CallMetadata"}
    app.openapi_schema = made
    return made


def _describe(schema: dict[str, Any]) -> None:
    text, told, attributes = schema.get("description", "").partition(_ATTRIBUTES)
    if not told:
        return
    schema["description"] = _flowing(text)
    _, *pieces = _ATTRIBUTE.split(attributes)
    for name, words in zip(pieces[::2], pieces[1::2], strict=True):
        field = schema.get("properties", {}).get(name)
        if field is not None:
            field.setdefault("description", _flowing(words.partition("\n\n")[0]))


def _flowing(text: str) -> str:
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
