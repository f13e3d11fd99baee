"""Sign what is sent, so that a receiver can tell that this house sent it, and when.

Webhooks are signed as Standard Webhooks 1.0.0 says (https://www.standardwebhooks.com); 钉钉 and 飞书 have ways of their
own, which their documents of custom robots describe.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from urllib.parse import quote

from qa.delivery_errors import SecretInvalid

PREFIX = "whsec_"
FEWEST, MOST = 24, 64
"""Bytes of a secret, as the specification wants them."""


def secret_of(key: bytes) -> str:
    """Write a secret down as receivers' libraries read it."""
    return PREFIX + base64.b64encode(key).decode()


def key_of(secret: str) -> bytes:
    """Read a secret.

    Raises:
        SecretInvalid: it is none.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise SecretInvalid(f"The secret is not {PREFIX} with base64 behind it.") from error
    if not FEWEST <= len(key) <= MOST:
        raise SecretInvalid(f"The secret has {len(key)} bytes; it takes {FEWEST} to {MOST}.")
    return key


def signed(message: str, body: bytes, secrets: Sequence[str], now: datetime) -> Mapping[str, str]:
    """Give the fields that a webhook carries.

    Args:
        message: its id, the same each time it is sent.
        body: as it is sent.
        secrets: in force; each gives a signature, so that a receiver may hold either while one takes over.
        now: when it is sent; receivers refuse what is older than a few minutes.
    """
    moment = str(int(now.timestamp()))
    text = f"{message}.{moment}.".encode() + body
    made = (base64.b64encode(hmac.digest(key_of(secret), text, sha256)).decode() for secret in secrets)
    return {
        "webhook-id": message,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{each}" for each in made),
    }


def signed_for_dingtalk(address: str, secret: str, now: datetime) -> str:
    """Add to a robot's address of 钉钉 what shows that the secret is known: HMAC-SHA256 over time (ms) and secret."""
    moment = str(int(now.timestamp() * 1000))
    made = hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), sha256)
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}timestamp={moment}&sign={quote(base64.b64encode(made), safe='')}"


def signed_for_feishu(secret: str, now: datetime) -> Mapping[str, str]:
    """Give the fields of a message to 飞书 that show the same: the HMAC of nothing, its key time (s) and secret."""
    moment = str(int(now.timestamp()))
    made = hmac.digest(f"{moment}\n{secret}".encode(), b"", sha256)
    return {"timestamp": moment, "sign": base64.b64encode(made).decode()}
