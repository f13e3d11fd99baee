"""What people are told by chat and mail, on its whole way: in their language, at their hours, as often as they bear."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from qa.delivery import DeliveryState
from qa.subscription import Channel, Quiet, Tongue
from tests.couriers import NOON, Bench, bench
from tests.mailboxes import Box, mailing, unused_port
from tests.receivers import receiving, with_status
from workers.mail import MailServer
from workers.post import Post
from workers.tell import Teller


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Bench]:
    with bench(tmp_path) as made:
        yield made


def test_chat_is_told_in_its_language_and_at_its_hours(house: Bench) -> None:
    night = Quiet(NOON.time(), (NOON + timedelta(hours=2)).time(), "UTC")
    taken = with_status(200, b'{"errcode":0,"errmsg":"ok"}')
    with receiving(taken) as receiver:
        house.subscribe(
            receiver, channel=Channel.WECOM, language=Tongue.ZH, window_seconds=60.0, quiet=night, secrets=()
        )
        house.happen()
        house.happen()
        house.deliver()
        assert receiver.sent == []
        house.clock.on(2 * 3600)
        house.deliver()
    (sent,) = receiver.sent
    text = sent.said["text"]["content"]
    assert text.startswith("2026-02-28 有 2 通通话未完成质检")
    assert "同类提醒共 2 条" in text


def test_a_chat_that_refuses_with_200_is_a_failure(house: Bench) -> None:
    with receiving(with_status(200, b'{"errcode":93000,"errmsg":"invalid webhook url"}')) as receiver:
        house.subscribe(receiver, channel=Channel.DINGTALK, secrets=())
        house.happen()
        house.deliver()
    (it,) = house.deliveries()
    assert it.state is DeliveryState.WAITING
    with house.store.read() as unit:
        assert "93000" in unit.deliveries.attempts_at(it.id)[0].problem


def test_without_a_mail_server_mail_is_a_failure_that_says_so(
    house: Bench, caplog: pytest.LogCaptureFixture
) -> None:
    house.subscribe("a@example.com", channel=Channel.EMAIL, secrets=())
    house.happen()
    with caplog.at_level(logging.WARNING):
        house.deliver()
    assert "EVERYCALL_SMTP_HOST" in caplog.text


def test_mail_is_sent_to_everybody_named(house: Bench) -> None:
    box, port = Box(), unused_port()
    server = MailServer("127.0.0.1", port, "none", "everycall@example.com", seconds=5)
    mailing_house = Bench(replace(house.desk, teller=Teller(Post(), server, "Asia/Shanghai")), house.clock)
    mailing_house.subscribe("a@example.com, b@example.com", channel=Channel.EMAIL, secrets=())
    mailing_house.happen()
    with mailing(box, port):
        mailing_house.deliver()
    (mail,) = box.mails
    assert mail["to"] == "a@example.com, b@example.com"
    assert mail["subject"] == "2 of 9 calls of 2026-02-28 were not inspected."
    assert "Time: 2026-03-01 20:00 (Asia/Shanghai)" in mail.get_content()
    (it,) = mailing_house.deliveries()
    assert (it.state, mail["message-id"]) == (DeliveryState.DELIVERED, f"<{it.id}@example.com>")
