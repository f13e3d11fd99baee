import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from pydantic import TypeAdapter

from api.admission import EXAMPLE
from api.problems import ProblemDetails
from qa.metadata import check
from tests.house import TestHouse, open_house
from tests.operations import OPERATIONS


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    with open_house(tmp_path_factory.mktemp("house")) as house:
        document: dict[str, Any] = house.client().get("/openapi.json").json()
    return document


def operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def test_operation_names_stay(made: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, _, operation in operations(made)]
    assert sorted(names) == sorted(OPERATIONS)


def test_every_operation_reads_well(made: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in made["tags"]}
    for path, _, operation in operations(made):
        assert operation["summary"]
        assert operation["description"].endswith((".", "`.")), path
        assert set(operation["tags"]) <= tags
        for parameter in operation.get("parameters", []):
            assert parameter["in"] in {"path", "header"} or parameter.get("description"), (
                path,
                parameter["name"],
            )


def test_every_operation_tells_its_problems(made: dict[str, Any]) -> None:
    for path, _, operation in operations(made):
        content = operation["responses"]["default"]["content"]
        assert content == {
            "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}
        }
        assert "422" not in operation["responses"], path
    assert "HTTPValidationError" not in made["components"]["schemas"]


def test_every_reference_leads_somewhere_and_every_schema_is_valid(made: dict[str, Any]) -> None:
    schemas = made["components"]["schemas"]
    for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(made)):
        assert reference.removeprefix("#/components/schemas/") in schemas, reference
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert made["openapi"].startswith("3.1")


def test_the_document_is_valid_openapi(made: dict[str, Any]) -> None:
    """The structure OpenAPI 3.1 demands, section 4.8: info, paths, responses, unique parameters."""
    assert {"title", "version"} <= set(made["info"])
    for path, _, operation in operations(made):
        assert path.startswith("/")
        named = re.findall(r"{(\w+)}", path)
        parameters = operation.get("parameters", [])
        places = [(parameter["in"], parameter["name"]) for parameter in parameters]
        assert len(places) == len(set(places))
        assert sorted(name for where, name in places if where == "path") == sorted(named)
        assert all(parameter["required"] for parameter in parameters if parameter["in"] == "path")
        assert any(status.startswith(("2", "3")) for status in operation["responses"])
        assert all(response["description"] for response in operation["responses"].values())


def test_every_type_is_spelled_out_under_a_plain_name(made: dict[str, Any]) -> None:
    schemas = made["components"]["schemas"]
    assert [name for name in schemas if "__" in name] == []
    assert [name for name, schema in schemas.items() if '"items": {}' in json.dumps(schema)] == []
    assert schemas["RecordingPage"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Listed"}


def test_answers_leave_no_field_out_and_requests_may(made: dict[str, Any]) -> None:
    schemas = made["components"]["schemas"]
    assert set(schemas["Turn"]["required"]) == set(schemas["Turn"]["properties"])
    assert set(schemas["InBucket"]["required"]) == {"key", "source"}
    assert set(schemas["NewUpload"]["required"]) == {"name", "size"}
    assert "required" not in schemas["CallMetadata"]


def test_what_docstrings_say_of_fields_stands_at_the_fields(made: dict[str, Any]) -> None:
    schemas = made["components"]["schemas"]
    assert schemas["Turn"]["properties"]["overlap"]["description"].startswith("share of the turn")
    assert schemas["ProblemDetails"]["properties"]["what_to_do"]["description"]
    for name, schema in schemas.items():
        assert "Attributes:" not in schema.get("description", ""), name


def test_answers_are_what_the_document_says(
    made: dict[str, Any], house: TestHouse, client: TestClient
) -> None:
    house.scored("a")
    house.failed("b")
    evaluation = client.get("/v1/recordings/a/evaluations").json()[0]["id"]
    addresses = {
        "/v1/recordings": "/v1/recordings",
        "/v1/recordings/{recording_id}": "/v1/recordings/a",
        "/v1/recordings/{recording_id}/transcript": "/v1/recordings/a/transcript",
        "/v1/recordings/{recording_id}/cues": "/v1/recordings/a/cues",
        "/v1/recordings/{recording_id}/evaluations": "/v1/recordings/a/evaluations",
        "/v1/evaluations/{evaluation_id}": f"/v1/evaluations/{evaluation}",
        "/v1/refused-objects": "/v1/refused-objects",
        "/v1/rubrics": "/v1/rubrics",
        "/v1/sources": "/v1/sources",
        "/v1/problems": "/v1/problems",
        "/healthz": "/healthz",
        "/readyz": "/readyz",
    }
    for path, address in addresses.items():
        schema = made["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**schema, "components": made["components"]})
        errors = [error.message for error in validator.iter_errors(client.get(address).json())]
        assert errors == [], path
    problem = Draft202012Validator(
        {"$ref": "#/components/schemas/ProblemDetails", "components": made["components"]}
    )
    assert not list(problem.iter_errors(client.get("/v1/recordings/nobody").json()))


def test_examples_are_accepted(made: dict[str, Any]) -> None:
    assert check(EXAMPLE).queue == "cards"
    form = made["paths"]["/v1/recordings"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert form["properties"]["metadata"]["examples"] == [EXAMPLE]


def test_problem_details_keep_the_members_of_the_standard() -> None:
    assert {"type", "title", "status", "detail", "instance"} <= set(
        TypeAdapter(ProblemDetails).json_schema()["properties"]
    )


def test_the_page_of_the_docs_names_no_outside_address(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert not re.findall(r"(?:https?:)?//[\w.-]+", re.sub(r"^\s*//.*$", "", page.text, flags=re.MULTILINE))
    assert '"validatorUrl": null' in page.text
    for asset in re.findall(r'(?:src|href)="([^"]+)"', page.text):
        assert client.get(asset).status_code == 200, asset
    assert "default-src 'self'" in page.headers["content-security-policy"]
