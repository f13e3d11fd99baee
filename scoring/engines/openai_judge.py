"""A judge behind any OpenAI-compatible endpoint the house runs: vLLM, Ollama, llama.cpp, a gateway.

What was said on a call is sent to that endpoint and nowhere else: no redirect is followed and no proxy asked. The
reply is read to a bound and within a time; whatever is wrong with it makes an answer of "cannot tell", never an
error. https://platform.openai.com/docs/api-reference/chat
"""

import hashlib
import json
import logging
import ssl
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import httpx

from asr.transcript import Engine
from scoring.engines.prompt import SHAPE, VERSION, messages, read_answer
from scoring.ports import Question, Verdict

_log = logging.getLogger(__name__)

_REFUSES_SHAPE = (400, 422)
"""How endpoints answer that know no `response_format`."""

_OK = 200


@dataclass(frozen=True, slots=True)
class JudgeOptions:
    """How a judge is asked.

    Attributes:
        url: of the endpoint, up to and with its version: `http://localhost:8000/v1`.
        model: as the endpoint calls it.
        key: sent as a bearer token; never logged, and no part of a repr.
        timeout_seconds: for the whole answer.
        most_bytes: of the reply; the rest is not read.
        most_tokens: of the answer.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout_seconds: float = 60.0
    most_bytes: int = 1_000_000
    most_tokens: int = 2000


class _Silent(Exception):
    """The endpoint gave no answer; the message says why."""


class OpenAIJudge:
    """Asks a chat model one question at a time, at temperature 0.

    Args:
        options: how.
    """

    def __init__(self, options: JudgeOptions) -> None:
        self._options = options

    @cached_property
    def engine(self) -> Engine:
        """The model by its name at the endpoint, and the version of the prompt: the weights are not ours to check."""
        asked = {"max_tokens": str(self._options.most_tokens), "prompt": VERSION, "temperature": "0"}
        named = json.dumps([self._options.url, self._options.model, asked])
        return Engine(
            name="openai-compatible",
            version=VERSION,
            model=self._options.model,
            digest=hashlib.sha256(named.encode()).hexdigest(),
            settings=tuple(sorted(asked.items())),
        )

    def ask(self, question: Question) -> Verdict:
        """Ask; what goes wrong is the reason of an answer that cannot tell."""
        body = {
            "model": self._options.model,
            "messages": messages(question),
            "temperature": 0,
            "seed": 0,
            "max_tokens": self._options.most_tokens,
            "stream": False,
        }
        try:
            status, reply = self._post({**body, "response_format": SHAPE})
            if status in _REFUSES_SHAPE:
                status, reply = self._post(body)
            text, tokens = _content(status, reply)
        except _Silent as silent:
            _log.warning("The judge %s could not be asked: %s.", self._options.model, silent)
            return Verdict(None, (), f"{silent}.", final=False)
        return read_answer(text, tokens)

    def _post(self, body: dict[str, Any]) -> tuple[int, bytes]:
        """Send a request; gives its status and its body.

        Raises:
            _Silent: nothing came, not in time, or too much.
        """
        deadline = time.monotonic() + self._options.timeout_seconds
        headers = {"Authorization": f"Bearer {self._options.key}"} if self._options.key else {}
        address = f"{self._options.url.rstrip('/')}/chat/completions"
        try:
            with self._client.stream("POST", address, json=body, headers=headers) as response:
                read = bytearray()
                for chunk in response.iter_bytes():
                    read += chunk
                    if len(read) > self._options.most_bytes:
                        raise _Silent(f"its reply is longer than {self._options.most_bytes} bytes")
                    if time.monotonic() > deadline:
                        raise _Silent(f"no whole reply within {self._options.timeout_seconds:g} s")
                return response.status_code, bytes(read)
        except httpx.TimeoutException:
            raise _Silent(f"no reply within {self._options.timeout_seconds:g} s") from None
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            # The library's own message may carry the address, and that a key: its kind is enough.
            raise _Silent(f"the endpoint cannot be reached ({type(error).__name__})") from None

    @cached_property
    def _client(self) -> httpx.Client:
        # Certificates are those of the machine, so that a house's own authority can be trusted.
        return httpx.Client(
            verify=ssl.create_default_context(),
            timeout=self._options.timeout_seconds,
            follow_redirects=False,
            trust_env=False,
        )


def _content(status: int, reply: bytes) -> tuple[str, int]:
    """Read the message and the cost out of a chat completion.

    Raises:
        _Silent: it is none.
    """
    if status != _OK:
        raise _Silent(f"the endpoint answers {status}")
    try:
        document = json.loads(reply)
        content = document["choices"][0]["message"]["content"]
        tokens = (document.get("usage") or {}).get("total_tokens") or 0
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        raise _Silent("its reply is no chat completion") from None
    if not isinstance(content, str) or not isinstance(tokens, int):
        raise _Silent("its reply is no chat completion")
    return content, max(tokens, 0)
