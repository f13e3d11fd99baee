import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from cli.main import cli
from qa.ingest.schema import sidecar_schema

HOUSE = Path(__file__).resolve().parents[2]
FIXTURES = HOUSE / "tests" / "fixtures"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["ingest", *map(str, arguments)])


def test_the_published_schema_is_current() -> None:
    published = json.loads((HOUSE / "docs" / "sidecar.schema.json").read_text("utf-8"))
    assert published == sidecar_schema()
    Draft202012Validator.check_schema(published)
    assert json.loads(run("schema").stdout) == published


@pytest.mark.parametrize(
    "path", sorted((HOUSE / "samples" / "calls").glob("*.json")), ids=lambda path: path.stem
)
def test_the_schema_takes_the_sidecars_of_the_samples(path: Path) -> None:
    assert list(Draft202012Validator(sidecar_schema()).iter_errors(json.loads(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    "wrong",
    [{"agent_id": 7}, {"agentid": "a"}, {"direction": "up"}, {"agent_channel": 2}, {"language": "fr"}],
)
def test_the_schema_refuses_what_the_reader_refuses(wrong: dict[str, object]) -> None:
    assert not Draft202012Validator(sidecar_schema()).is_valid(wrong)


@pytest.mark.parametrize(
    ("file", "kind", "told"),
    [
        ("events/ceph.json", "events", "key: 2026/03/01/call.wav"),
        ("events/aws-sns.json", "events", "key: a.wav"),
        ("events/seaweedfs.json", "events", "size: 4096"),
        ("sidecars/amazon-connect.json", "amazon_connect", "agent_channel: 1"),
        ("sidecars/genesys-cloud_metadata.json", "genesys_cloud", "business.wrap_up: solved"),
        ("sidecars/freeswitch.cdr.json", "freeswitch", "agent_id: 2214"),
        ("sidecars/asterisk-inbound.csv", "asterisk", "queue: 600"),
        ("sidecars/call.vcon.json", "vcon", "agent_name: Emma Reed"),
        ("manifests/calls.csv", "manifest", "business.code: 007"),
    ],
)
def test_what_is_understood_is_printed(file: str, kind: str, told: str) -> None:
    result = run("validate", FIXTURES / file)
    assert result.exit_code == 0, result.output
    assert f": {kind}, understood" in result.stdout
    assert told in result.stdout


def test_everything_wrong_is_printed_at_once_for_every_file(tmp_path: Path) -> None:
    (tmp_path / "a.wav.json").write_text('{"agent_id": 7, "quueue": "x"}')
    (tmp_path / "list.csv").write_text("key,agent_channel\na,5\nb\n")
    (tmp_path / "sources.yaml").write_text("sources:\n- name: A\n  prefixx: b\n")
    (tmp_path / "good.json").write_text('{"queue": "卡"}')
    files = [tmp_path / name for name in ("a.wav.json", "list.csv", "sources.yaml", "good.json")]
    result = run("validate", *files)
    assert result.exit_code == 1
    for told in (
        "agent_id is 7",
        "did you mean 'queue'?",
        "line 2: agent_channel is '5'",
        "line 3: it has 1 cells under 2 columns",
        "sources.yaml:2: sources[1].name",
        "sources.yaml:3: sources[1].prefixx",
        "queue: 卡",
    ):
        assert told in result.stdout, told
    told_json = json.loads(run("validate", "--json", *files).stdout)
    assert [(each["kind"], len(each["problems"])) for each in told_json] == [
        ("sidecar", 2),
        ("manifest", 2),
        ("sources", 2),
        ("sidecar", 0),
    ]


def test_a_kind_or_time_zone_that_is_none_is_refused() -> None:
    file = FIXTURES / "sidecars" / "asterisk-inbound.csv"
    assert run("validate", file, "--as", "nonsense").exit_code == 2
    assert run("validate", file, "--timezone", "Mars").exit_code == 2
    local = json.loads(run("validate", file, "--timezone", "Asia/Shanghai", "--json").stdout)
    assert local[0]["understood"][0]["started_at"] == "2026-03-01T09:30:00+08:00"
