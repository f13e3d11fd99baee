"""The log: a line for each event, for people or as JSON, with the recording it is about and without secrets.

What a line is about is told once, by `about`, and stands in every line that is written inside, whichever module
writes it. Threads start without it: run them in a copy of the context.
"""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import MappingProxyType

_CHATTY = ("httpx", "httpcore", "alembic", "faster_whisper", "matplotlib", "uvicorn")
"""Libraries that tell of every step at INFO."""

_NOTHING: Mapping[str, str] = MappingProxyType({})
_about: ContextVar[Mapping[str, str]] = ContextVar("everycall.about", default=_NOTHING)

_SECRETS = (
    (re.compile(r"(\w://)[^/\s@'\"]*:[^\s@'\"]+@"), r"\1***@"),  # amqp://user:password@host
    (re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE), r"\1 ***"),
    (re.compile(r"\b(X-Amz-(?:Signature|Credential|Security-Token)=)[^&\s'\"]+", re.IGNORECASE), r"\1***"),
    (
        re.compile(
            r"\b((?:password|passwd|secret|token|api_?key)['\"]?\s*[=:]\s*['\"]?)[^\s&;,'\"]+", re.IGNORECASE
        ),
        r"\1***",
    ),
)


@contextmanager
def about(**facts: object) -> Iterator[None]:
    """Say what every line inside the block is about, as `recording`, `stage`, `attempt`."""
    before = _about.set({**_about.get(), **{name: str(value) for name, value in facts.items()}})
    try:
        yield
    finally:
        _about.reset(before)


def hushed(text: str) -> str:
    """Leave out what looks like a secret: passwords in addresses, tokens, signatures of presigned addresses."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class ForPeople(logging.Formatter):
    """`2026-03-01 12:00:00,000 INFO workers.perform: … [recording=… stage=…]`."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 logging's own name
        """Write the line, and what it is about behind it."""
        facts = " ".join(f"{name}={value}" for name, value in _about.get().items())
        line = super().formatMessage(record)
        return f"{line} [{facts}]" if facts else line

    def format(self, record: logging.LogRecord) -> str:
        """Write the line with its traceback, secrets left out."""
        return hushed(super().format(record))


class AsJson(logging.Formatter):
    """One JSON object a line: time (RFC 3339, UTC), level, logger, message, what it is about, exception."""

    def format(self, record: logging.LogRecord) -> str:
        """Write the line, secrets left out."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line = {
            "time": moment.replace("+00:00", "Z"),
            "level": record.levelname,
            "logger": record.name,
            "message": hushed(record.getMessage()),
            "process": record.process,
            **_about.get(),
        }
        if record.exc_info:
            line["exception"] = hushed(self.formatException(record.exc_info))
        # Half a character is written as JSON's own escape: a stream in UTF-8 takes none.
        return json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def start(level: str, form: str) -> None:
    """Log to standard error; nothing changes where logging was set up before.

    Args:
        level: lines below it are left out.
        form: `text` or `json`.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson() if form == "json" else ForPeople())
    logging.basicConfig(level=level, handlers=[handler])
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
