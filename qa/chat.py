"""The shapes in which chat programs take messages by a robot's address, and how they say that they took one.

Each answers 200 also where it refuses, and says so in the body; Slack alone uses HTTP's statuses. Text is sent plain, and
what could mention people or make links in it is written so that it does not.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from qa.signature import signed_for_dingtalk, signed_for_feishu
from qa.subscription import Channel

LONGEST_BYTES = 2000
"""企业微信 takes 2048 bytes of text; no message here comes near what the others take."""

_PLAIN = str.maketrans({"<": "＜", ">": "＞"})
_SLACK = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def shaped(channel: Channel, text: str, address: str, secret: str, now: datetime) -> tuple[str, bytes]:
    """Give the address and the body that a message is sent to and as.

    Args:
        channel: a chat program.
        text: to be said.
        address: of the robot.
        secret: that the robot wants to be shown; empty where it wants none.
        now: when it is sent.
    """
    text = _cut(text)
    if channel is Channel.SLACK:
        return address, _body({"text": "".join(_SLACK.get(letter, letter) for letter in text)})
    text = text.translate(_PLAIN)
    if channel is Channel.FEISHU:
        proof: Mapping[str, Any] = signed_for_feishu(secret, now) if secret else {}
        return address, _body({**proof, "msg_type": "text", "content": {"text": text}})
    if channel is Channel.DINGTALK and secret:
        address = signed_for_dingtalk(address, secret, now)
    return address, _body({"msgtype": "text", "text": {"content": text}})


def trouble(channel: Channel, body: bytes) -> str:
    """Read what a chat program answered with status 200: why it did not take the message; empty where it did."""
    if channel is Channel.SLACK:
        return ""
    try:
        said = json.loads(body)
    except ValueError:
        return "the answer is not JSON: is this the address of a robot?"
    if not isinstance(said, dict):
        return "the answer is no JSON object: is this the address of a robot?"
    names = ("code", "StatusCode") if channel is Channel.FEISHU else ("errcode",)
    code = next((said[name] for name in names if name in said), None)
    if code == 0:
        return ""
    reason = said.get("errmsg") or said.get("msg") or "no reason given"
    return f"the program refused it with code {code}: {str(reason)[:200]}"


def _body(shape: Mapping[str, Any]) -> bytes:
    return json.dumps(shape, ensure_ascii=False).encode()


def _cut(text: str) -> str:
    written = text.encode()
    if len(written) <= LONGEST_BYTES:
        return text
    return written[: LONGEST_BYTES - 3].decode(errors="ignore") + "…"
