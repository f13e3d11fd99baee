"""Requests to addresses that somebody gave: on real sockets, to receivers that behave badly."""

import socket
import ssl
from ipaddress import ip_address
from pathlib import Path

import pytest

from qa.delivery_errors import DestinationRefused
from qa.destination import Address, read_networks
from tests.certificates import make_certificate
from tests.receivers import LOOPBACK, dripping, huge, receiving, with_status
from workers.errors import Undelivered
from workers.post import READ_BYTES, Post

OPENED = read_networks(LOOPBACK)


def test_a_body_arrives_with_its_fields() -> None:
    with receiving(with_status(200, b"thanks")) as receiver:
        answer = Post(OPENED).send(receiver.url, b'{"a":1}', {"webhook-id": "m"})
    assert (answer.status, answer.body) == (200, b"thanks")
    (sent,) = receiver.sent
    assert (sent.path, sent.said, sent.fields["webhook-id"]) == ("/in", {"a": 1}, "m")
    assert sent.fields["content-type"] == "application/json"


def test_loopback_is_not_reached_unless_it_was_opened() -> None:
    with receiving() as receiver:
        with pytest.raises(DestinationRefused, match="EVERYCALL_WEBHOOK_NETWORKS"):
            Post().send(receiver.url, b"{}", {})
        assert receiver.sent == []


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "0x7f000001", "2130706433", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_no_way_of_writing_it_leads_inward(host: str) -> None:
    with receiving() as receiver:
        port = receiver.url.split(":")[2]
        with pytest.raises((DestinationRefused, Undelivered)):
            Post().send(f"http://{host}:{port}", b"{}", {})
        assert receiver.sent == []


def test_a_name_is_resolved_once_and_the_address_looked_at_is_the_one_connected_to() -> None:
    asked: list[str] = []

    def rebinding(host: str, port: int) -> tuple[Address, ...]:
        """Lead outside the first time, inward from then on."""
        asked.append(host)
        return (ip_address("127.0.0.1" if len(asked) == 1 else "10.0.0.1"),)

    with receiving() as receiver:
        port = receiver.url.split(":")[2].split("/")[0]
        answer = Post(OPENED, resolve=rebinding).send(f"http://hooks.example.com:{port}/in", b"{}", {})
    assert (answer.status, asked) == (204, ["hooks.example.com"])
    assert receiver.sent[0].fields["host"] == f"hooks.example.com:{port}"


def test_of_several_addresses_only_those_outside_are_tried() -> None:
    def both(host: str, port: int) -> tuple[Address, ...]:
        return ip_address("10.0.0.1"), ip_address("127.0.0.1")

    with receiving() as receiver:
        port = receiver.url.split(":")[2].split("/")[0]
        assert Post(OPENED, resolve=both).send(f"http://two.example:{port}/", b"{}", {}).status == 204
        with pytest.raises(DestinationRefused):
            Post(resolve=both).send(f"http://two.example:{port}/", b"{}", {})


def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    with receiving() as inner, receiving(with_status(302, Location=inner.url)) as outer:
        assert Post(OPENED).send(outer.url, b"{}", {}).status == 302
    assert inner.sent == []


def test_of_an_endless_answer_only_the_beginning_is_read() -> None:
    with receiving(huge) as receiver:
        answer = Post(OPENED).send(receiver.url, b"{}", {})
    assert answer.body == b"x" * READ_BYTES


def test_a_receiver_that_drips_is_given_up_in_time() -> None:
    with receiving(dripping) as receiver, pytest.raises(Undelivered, match="No answer came"):
        Post(OPENED, seconds=0.3).send(receiver.url, b"{}", {})


def test_a_receiver_that_says_nothing_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(Undelivered, match="No answer came"):
            Post(OPENED, seconds=0.3).send(f"http://127.0.0.1:{port}/", b"{}", {})


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(Undelivered, match="No answer came"):
        Post(OPENED).send(f"http://127.0.0.1:{port}/", b"{}", {})
    with pytest.raises(Undelivered, match="not found"):
        Post(OPENED).send("http://nobody.invalid/", b"{}", {})


def test_no_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy, receiving() as receiver:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        assert Post(OPENED).send(receiver.url, b"{}", {}).status == 204
    assert (len(proxy.sent), len(receiver.sent)) == (0, 1)


@pytest.mark.parametrize(("value", "asked"), [("120", 120.0), ("soon", 0.0), ("-1", 0.0), ("9" * 40, 0.0)])
def test_a_receiver_may_ask_for_time(value: str, asked: float) -> None:
    with receiving(with_status(503, Retry_After=value)) as receiver:
        assert Post(OPENED).send(receiver.url, b"{}", {}).asked == asked


def test_a_certificate_has_to_be_trusted_and_of_the_name(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path, "hooks.example.com")
    trusting = ssl.create_default_context(cafile=str(certificate))

    def here(host: str, port: int) -> tuple[Address, ...]:
        return (ip_address("127.0.0.1"),)

    with receiving(tls=(certificate, key)) as receiver:
        port = receiver.url.split(":")[2].split("/")[0]
        right, wrong = (f"https://{host}:{port}/" for host in ("hooks.example.com", "other.example.com"))
        assert Post(OPENED, tls=trusting, resolve=here).send(right, b"{}", {}).status == 204
        with pytest.raises(Undelivered, match="certificate"):
            Post(OPENED, tls=trusting, resolve=here).send(wrong, b"{}", {})
        with pytest.raises(Undelivered, match="certificate"):
            Post(OPENED, resolve=here).send(right, b"{}", {})
    assert len(receiver.sent) == 1
