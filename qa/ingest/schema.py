"""The JSON Schema of EveryCall's own sidecars, made from the types that read them."""

from typing import Any

from qa.metadata import CallMetadata


def sidecar_schema() -> dict[str, Any]:
    """Make the schema, in the dialect 2020-12.

    It is no wider than the reader, which also takes nested objects under `business` and flattens them.
    """
    schema = CallMetadata.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "EveryCall sidecar",
        "description": "What a recording system says about a call, beside its audio at <key>.json.",
    }
