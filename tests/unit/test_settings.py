"""Where a setting may come from."""

from pathlib import Path

import pytest

from config import Settings


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    return tmp_path / "secret"


def test_a_setting_is_read_from_the_file_that_is_named(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.write_text("postgresql://everycall:geheim 秘@db/everycall\n", "utf-8")
    monkeypatch.setenv("EVERYCALL_DATABASE_URL_FILE", str(secret))
    assert Settings().database_url == "postgresql://everycall:geheim 秘@db/everycall"


def test_a_secret_from_a_file_stays_hidden(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.write_bytes(b"s3cret\r\n")
    monkeypatch.setenv("EVERYCALL_EVENTS_SECRET_FILE", str(secret))
    settings = Settings()
    assert settings.events_secret.get_secret_value() == "s3cret"
    assert "s3cret" not in repr(settings)


def test_only_one_line_break_is_taken_off(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.write_text(" a \n\n")
    monkeypatch.setenv("EVERYCALL_EVENTS_SECRET_FILE", str(secret))
    assert Settings().events_secret.get_secret_value() == " a \n"


def test_what_is_no_text_is_checked_as_from_the_environment(
    secret: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EVERYCALL_WORKERS_FILE", str(secret))
    secret.write_text("3\n")
    assert Settings().workers == 3
    secret.write_text("three\n")
    with pytest.raises(ValueError, match="workers"):
        Settings()


def test_what_a_caller_says_goes_before_the_file(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.write_text("9\n")
    monkeypatch.setenv("EVERYCALL_WORKERS_FILE", str(secret))
    assert Settings(workers=2).workers == 2


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"EVERYCALL_DATABSE_URL_FILE": "x"}, "EVERYCALL_DATABSE_URL_FILE names a file for a setting"),
        ({"EVERYCALL_BROKER_URL": "redis://a", "EVERYCALL_BROKER_URL_FILE": "x"}, "are both set"),
        ({"EVERYCALL_BROKER_URL_FILE": "/nowhere/at/all"}, "No such file"),
        ({"EVERYCALL_BROKER_URL_FILE": "/"}, "cannot be read"),
    ],
)
def test_a_secret_that_would_stay_empty_is_refused(
    variables: dict[str, str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=words):
        Settings()


def test_a_file_that_is_no_text_is_refused(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.write_bytes(b"\xff\xfe")
    monkeypatch.setenv("EVERYCALL_BROKER_URL_FILE", str(secret))
    with pytest.raises(ValueError, match="UTF-8"):
        Settings()


def test_an_empty_value_beside_a_file_counts_as_none(secret: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret.write_text("amqp://broker\n")
    monkeypatch.setenv("EVERYCALL_BROKER_URL", "")
    monkeypatch.setenv("EVERYCALL_BROKER_URL_FILE", str(secret))
    assert Settings().broker_url == "amqp://broker"
