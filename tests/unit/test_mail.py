"""Mail, to a real server on loopback."""

import ssl
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.certificates import make_certificate
from tests.mailboxes import Box, mailing, unused_port
from workers.errors import Undelivered
from workers.mail import MailServer, send_mail

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def port() -> int:
    return unused_port()


@pytest.fixture
def keys(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    certificate, key = make_certificate(tmp_path, "localhost")
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    return serving, ssl.create_default_context(cafile=str(certificate))


def server(port: int, **facts: Any) -> MailServer:
    return replace(MailServer("localhost", port, "none", "everycall@example.com", seconds=5), **facts)


def test_a_mail_arrives_in_either_language(port: int) -> None:
    box = Box()
    with mailing(box, port):
        title, text = "2026-03-01 有 2 通通话未完成质检", "第一行\n第二行"
        to = ["a@example.com", "b@example.com"]
        assert send_mail(server(port), to, title, text, message="msg_1", now=NOON) == ""
    (mail,) = box.mails
    assert (mail["subject"], mail["to"]) == (title, "a@example.com, b@example.com")
    assert mail["message-id"] == "<msg_1@example.com>"
    assert mail["auto-submitted"] == "auto-generated"
    assert mail.get_content().splitlines() == text.splitlines()


def test_a_title_makes_no_field_of_its_own(port: int) -> None:
    box = Box()
    with mailing(box, port):
        send_mail(server(port), ["a@example.com"], "x\r\nBcc: z@example.com", "", message="m", now=NOON)
    assert box.mails[0]["bcc"] is None
    assert box.mails[0]["subject"] == "x Bcc: z@example.com"


def test_signing_in_goes_encrypted_or_not_at_all(
    port: int, keys: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    serving, trusting = keys
    box = Box()
    mine = server(port, security="starttls", user="house", password="right", tls=trusting)
    options = {"tls_context": serving, "require_starttls": True, "authenticator": box.authenticate}
    with mailing(box, port, auth_required=True, **options):
        send_mail(mine, ["a@example.com"], "x", "y", message="m", now=NOON)
        with pytest.raises(Undelivered, match="535"):
            send_mail(replace(mine, password="wrong"), ["a@example.com"], "x", "y", message="m", now=NOON)
        with pytest.raises(Undelivered, match="certificate"):
            send_mail(replace(mine, tls=None), ["a@example.com"], "x", "y", message="m", now=NOON)
    assert (len(box.mails), set(box.users)) == (1, {"house"})


def test_a_server_that_offers_no_encryption_is_not_spoken_to_in_the_clear(port: int) -> None:
    box = Box()
    with mailing(box, port), pytest.raises(Undelivered, match="STARTTLS"):
        send_mail(server(port, security="starttls"), ["a@example.com"], "x", "y", message="m", now=NOON)
    assert box.mails == []


def test_encrypted_from_the_first_byte_on(port: int, keys: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    serving, trusting = keys
    box = Box()
    with mailing(box, port, ssl_context=serving, server_hostname="localhost"):
        mine = server(port, security="tls", tls=trusting)
        send_mail(mine, ["a@example.com"], "x", "y", message="m", now=NOON)
    assert len(box.mails) == 1


def test_a_mailbox_that_is_not_there_is_told_of(port: int) -> None:
    box = Box()
    with mailing(box, port):
        both = ["a@example.com", "nobody@example.com"]
        noted = send_mail(server(port), both, "x", "y", message="m", now=NOON)
        assert noted == "not taken for nobody@example.com"
        with pytest.raises(Undelivered, match="550"):
            send_mail(server(port), ["nobody@example.com"], "x", "y", message="m", now=NOON)
    with pytest.raises(Undelivered, match="did not take it"):
        send_mail(server(port), ["a@example.com"], "x", "y", message="m", now=NOON)
