import pytest
from typer.testing import CliRunner

from cli.main import cli


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"EVERYCALL_EVENTS_QUEUE": "bucket"},
        {"EVERYCALL_EVENTS_BROKER_URL": "amqp://localhost//"},
    ],
)
def test_without_a_queue_or_its_broker_it_says_what_to_set(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]
) -> None:
    for name in ("EVERYCALL_EVENTS_QUEUE", "EVERYCALL_EVENTS_BROKER_URL", "EVERYCALL_BROKER_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    told = CliRunner().invoke(cli, ["notices"], terminal_width=300)
    assert told.exit_code == 2
    assert "EVERYCALL_EVENTS_QUEUE" in told.output
