"""Frozen dataclasses as JSON text and back; the same value always gives the same bytes."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import TypeAdapter

from storage.errors import Unstorable

if TYPE_CHECKING:
    from msgspec.json import Decoder

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes down and reads back values of one type."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind

    def encode(self, value: T) -> str:
        """Write a value down: no spaces, fields in the order they are declared.

        Raises:
            Unstorable: it holds a number that JSON has not (infinite, not a number) or half a character.
        """
        try:
            text = json.dumps(
                self._adapter.dump_python(value, mode="json"),
                ensure_ascii=False,
                allow_nan=False,
                separators=(",", ":"),
            )
            text.encode()
        except ValueError as error:
            raise Unstorable(
                f"A {self._kind.__name__} cannot be written down: {error}; the stage that made it is at fault."
            ) from error
        return text

    def decode(self, text: str | bytes) -> T:
        """Read a value back."""
        return self._adapter.validate_json(text)

    @cached_property
    def _adapter(self) -> TypeAdapter[T]:
        # Made at first use: building one takes milliseconds that an import should not cost.
        return TypeAdapter(self._kind)


class LongCodec(Codec[T]):
    """The same for values of thousands of parts, plain dataclasses all through: it reads them four times as fast."""

    def decode(self, text: str | bytes) -> T:
        """Read a value back; fields that its type has not are passed over."""
        with _nothing_collected():
            return self._decoder.decode(text)

    def written(self, value: T) -> bytes:
        """Write a value as `encode` does, quickly, to be sent and not kept."""
        from msgspec.json import encode

        return encode(value)

    @cached_property
    def _decoder(self) -> "Decoder[T]":
        from msgspec.json import Decoder

        return Decoder(self._kind)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the garbage collector from looking through parts that are still being made: two thirds of the time to read them.

    It counts for the whole process; what another thread leaves behind meanwhile is collected a moment later.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
