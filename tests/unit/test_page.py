"""Links from outside to the workbench: each thing that is told has its page, where the house has an address."""

import base64
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from pydantic import ValidationError

from config.settings import Settings
from qa.delivery import Delivery
from qa.notice import BY_NAME, NAMES, PING, payload, schema_of
from qa.page import PAGES, page_of
from qa.subscription import Channel, Hidden, Secret, Subscription, Tongue
from tests.unit.test_wording import made_up
from workers.post import Answer
from workers.tell import Teller

HOUSE = "https://everycall.example.com"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
GAP = {"day": "2026-02-28", "missing": 2, "denominator": 9}
ROUTES = Path(__file__).resolve().parents[2] / "web" / "src" / "app"


def test_everything_that_is_told_has_a_page_and_its_parts_are_facts() -> None:
    assert set(PAGES) == NAMES | {PING}
    for name in NAMES:
        facts = {fact.name for fact in BY_NAME[name].whole}
        assert set(re.findall(r"{(\w+)}", PAGES[name])) <= facts


@pytest.mark.parametrize("page", sorted(set(PAGES.values())))
def test_the_workbench_has_the_page(page: str) -> None:
    known = "".join(path.read_text("utf-8") for path in sorted(ROUTES.glob("*.tsx")))
    place = re.sub(r"{\w+}", "$id", page.partition("?")[0])
    parent, _, last = place.rpartition("/")
    whole, part = f'path: "{place}"', f'path: "/{last}"'
    assert (
        whole in known
        or (f'path: "{parent}"' in known and part in known)
        or (f'path: "/{place.split("/")[1]}"' in known and f'path: "/{place.split("/", 2)[2]}"' in known)
    )


@pytest.mark.parametrize("name", sorted(NAMES | {PING}))
def test_a_page_is_one_address_whatever_the_facts_hold(name: str) -> None:
    facts = () if name == PING else BY_NAME[name].whole
    data = made_up(facts) | {"recording": "a b/../?x#y", "day": None}
    page = page_of(HOUSE, name, data)
    assert page.startswith(f"{HOUSE}/")
    assert not set(' #<>"') & set(page)
    assert "/../" not in page
    assert page_of("", name, data) == ""
    whole = payload(name, NOON, made_up(facts), page)
    jsonschema.validate(whole, schema_of(name))
    assert whole["data"]["page"] == page


def test_without_an_address_a_webhook_holds_no_page() -> None:
    assert "page" not in payload("coverage.gap", NOON, GAP)["data"]


class _Sent:
    """Takes what is sent, as a chat program does."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def send(self, url: str, body: bytes, fields: object) -> Answer:
        del url, fields
        self.bodies.append(body)
        return Answer(200, b'{"errcode":0}')


@pytest.mark.parametrize("public_url", [HOUSE, ""])
def test_chats_and_webhooks_link_to_the_page_where_there_is_an_address(public_url: str) -> None:
    post = _Sent()
    teller = Teller(post, public_url=public_url)
    gap = Delivery("m", "s", "coverage.gap", "", NOON, GAP, NOON)
    page = f"{HOUSE}/coverage?day=2026-02-28"
    for channel in (Channel.WECOM, Channel.WEBHOOK):
        told = Subscription(
            "s", channel, "x.example", frozenset({"coverage.gap"}), "", "lin", NOON, language=Tongue.ZH
        )
        secret = (
            Secret("whsec_" + base64.b64encode(b"k" * 32).decode()) if channel is Channel.WEBHOOK else None
        )
        hidden = Hidden("https://x.example/k", (secret,) if secret else ())
        assert teller.tell(told, hidden, gap, NOON).arrived
    chat, hook = (json.loads(body) for body in post.bodies)
    text = chat["text"]["content"]
    assert text.endswith(f"查看：{page}") is bool(public_url)
    assert ("page" in hook["data"]) is bool(public_url)
    assert (HOUSE in text) is bool(public_url)


@pytest.mark.parametrize(
    "address",
    [
        "everycall.example.com",
        "ftp://x.example",
        "https://",
        "https://u:p@x.example",
        "https://x.example/a",
        "https://[x",
    ],
)
def test_an_address_that_nothing_can_be_linked_to_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="EVERYCALL_PUBLIC_URL"):
        Settings(public_url=address)


def test_a_slash_at_the_end_is_no_part_of_it() -> None:
    assert Settings(public_url="https://x.example:8443/").public_url == "https://x.example:8443"
