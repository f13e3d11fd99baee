"""Signatures, against the example that the specification's libraries publish and against what robots' documents say."""

import base64
import hmac
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from qa.delivery_errors import SecretInvalid
from qa.signature import key_of, secret_of, signed, signed_for_dingtalk, signed_for_feishu

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_published_example_comes_out() -> None:
    fields = signed(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        datetime.fromtimestamp(1614265330, UTC),
    )
    assert fields == {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_each_secret_in_force_signs() -> None:
    secrets = [secret_of(bytes([number]) * 32) for number in (1, 2)]
    both = signed("m", b"{}", secrets, NOON)["webhook-signature"].split(" ")
    assert both == [signed("m", b"{}", [each], NOON)["webhook-signature"] for each in secrets]


@pytest.mark.parametrize("secret", ["whsec_", "whsec_!!", secret_of(b"short"), secret_of(b"x" * 65)])
def test_a_secret_that_signs_nothing_is_refused(secret: str) -> None:
    with pytest.raises(SecretInvalid):
        key_of(secret)


def test_dingtalk_is_shown_the_secret_in_its_address() -> None:
    address = signed_for_dingtalk("https://oapi.dingtalk.com/robot/send?access_token=x", "SECabc", NOON)
    said = parse_qs(urlsplit(address).query)
    assert said["timestamp"] == ["1772366400000"]
    expected = hmac.digest(b"SECabc", b"1772366400000\nSECabc", "sha256")
    assert base64.b64decode(said["sign"][0]) == expected


def test_feishu_is_shown_the_secret_in_its_message() -> None:
    fields = signed_for_feishu("abc", NOON)
    assert fields["timestamp"] == "1772366400"
    assert base64.b64decode(fields["sign"]) == hmac.digest(b"1772366400\nabc", b"", "sha256")
