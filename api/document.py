"""The OpenAPI document, read by people at /docs and by the program that writes the page's client."""

import json
import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from api.problems import ProblemDetails

_SCHEMAS = "#/components/schemas/"
_REFERENCE = re.compile(rf'"\$ref": "{_SCHEMAS}([^"]+)"')
_ATTRIBUTES = "\n\nAttributes:\n"
_ATTRIBUTE = re.compile(r"^ {4}(\w+): ", re.MULTILINE)
_TWINS = re.compile(r"\b\w+__([a-z]+)__([A-Z]\w+)\b")


def document(app: FastAPI) -> dict[str, Any]:
    """Write the document, once."""
    if not app.openapi_schema:
        app.openapi_schema = _written(app)
    return app.openapi_schema


def _written(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
    )
    made = _named(made)
    schemas = made["components"]["schemas"]
    for asked in ("InBucket", "NewUpload"):
        schemas[asked]["properties"]["metadata"]["anyOf"][0] = {"$ref": f"{_SCHEMAS}CallMetadata"}
    sent = set(
        _reached([path.get("post", {}).get("requestBody") for path in made["paths"].values()], schemas)
    )
    for name, schema in schemas.items():
        if name not in sent and "properties" in schema:
            schema["required"] = list(schema["properties"])  # an answer leaves no field out
    problem = TypeAdapter(ProblemDetails).json_schema(
        mode="serialization", ref_template=f"{_SCHEMAS}{{model}}"
    )
    schemas |= problem.pop("$defs") | {ProblemDetails.__name__: problem}
    for schema in schemas.values():
        _describe(schema)
    return made


def _named(made: dict[str, Any]) -> dict[str, Any]:
    """Shorten the names of types that share one: `asr__health__Severity` is `HealthSeverity`."""
    text = _TWINS.sub(lambda twin: twin[1].capitalize() + twin[2], json.dumps(made))
    short: dict[str, Any] = json.loads(text)
    return short


def _reached(node: Any, schemas: dict[str, Any]) -> set[str]:
    """Name the schemas that a part of the document refers to, and those that they refer to."""
    reached: set[str] = set()
    found = _referred(node)
    while found:
        reached |= found
        found = set().union(*(_referred(schemas[name]) for name in found)) - reached
    return reached


def _referred(node: Any) -> set[str]:
    return set(_REFERENCE.findall(json.dumps(node)))


def _describe(schema: dict[str, Any]) -> None:
    """Move what a docstring says of a type's fields to the fields."""
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
