"""docs/webhooks.md: its table is the one that is told by, its snippet verifies what is sent, its figures are the code's."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from api.subscription_forms import WINDOW_SECONDS
from config import Settings
from qa.delivery import SCHEDULE
from qa.notice import table_as_text
from qa.signature import secret_of, signed

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "webhooks.md").read_text("utf-8")
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECRETS = [secret_of(bytes([number]) * 32) for number in (1, 2)]
BODY = '{"type":"webhook.ping","data":{"名":"字"}}'.encode()


@pytest.fixture(scope="module")
def is_genuine() -> Callable[..., bool]:
    (snippet,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    room: dict[str, Any] = {}
    exec(snippet, room)  # noqa: S102 the guide's own, to see that it does what it says
    found: Callable[..., bool] = room["is_genuine"]
    return found


def test_the_snippet_believes_what_is_sent(is_genuine: Callable[..., bool]) -> None:
    fields = dict(signed("msg_1", BODY, SECRETS, NOON))
    for secret in SECRETS:
        assert is_genuine(secret, fields, BODY, NOON.timestamp() + 60)


def test_the_snippet_believes_nothing_else(is_genuine: Callable[..., bool]) -> None:
    fields = dict(signed("msg_1", BODY, SECRETS[:1], NOON))
    now = NOON.timestamp()
    assert not is_genuine(SECRETS[1], fields, BODY, now)
    assert not is_genuine(SECRETS[0], fields, BODY + b" ", now)
    assert not is_genuine(SECRETS[0], fields | {"webhook-id": "msg_2"}, BODY, now)
    assert not is_genuine(SECRETS[0], fields | {"webhook-timestamp": str(int(now) + 1)}, BODY, now)
    assert not is_genuine(SECRETS[0], fields, BODY, now + 301)


def test_the_table_is_the_codes() -> None:
    assert table_as_text() in GUIDE


def test_the_figures_are_the_codes() -> None:
    settings = Settings.model_fields
    for name in ("webhook_seconds", "webhook_disable_days", "webhook_log_days"):
        assert f"`EVERYCALL_{name.upper()}` ({settings[name].default:g})" in GUIDE
    for name in ("webhook_networks", "smtp_host"):
        assert f"EVERYCALL_{name.upper()}" in GUIDE
    assert SCHEDULE == (5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400)
    assert "5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h" in GUIDE
    assert f"`window_seconds` ({WINDOW_SECONDS:.0f})" in GUIDE
