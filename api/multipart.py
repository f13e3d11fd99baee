"""Read a multipart form (RFC 7578) part by part while it arrives; nothing of it is held or spooled here."""

from collections import deque
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from api.refusals import BodyUnreadable, RequestInvalid, UploadBrokenOff

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

_TELL = "Send multipart/form-data with a part 'audio' and, if you like, a part 'metadata'."


class Part:
    """One part of a form; a stream that is read once.

    Attributes:
        name: of the form field.
    """

    def __init__(self, name: str, more: Callable[[], bytes]) -> None:
        self.name = name
        self._more = more
        self._rest = memoryview(b"")
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """Read the bytes that are there, at most `size`, all up to the end without it; none only at the end.

        Raises:
            UploadBrokenOff: the form ended inside this part.
            BodyUnreadable: the form is broken.
        """
        if size < 0:
            return b"".join(iter(lambda: self.read(1 << 20), b""))
        if not self._fill():
            return b""
        taken, self._rest = self._rest[:size], self._rest[size:]
        return bytes(taken)

    def peek(self, size: int) -> bytes:
        """Look at the first `size` bytes, fewer only where the part is shorter; they are still to be read."""
        found = bytearray()
        while len(found) < size and (piece := self.read(size - len(found))):
            found += piece
        self._rest = memoryview(bytes(found) + bytes(self._rest))
        return bytes(found)

    def _fill(self) -> bool:
        if not self._rest and not self._ended:
            self._rest = memoryview(self._more())
            self._ended = not self._rest
        return bool(self._rest)


class Form:
    """The parts of a form, in the order they are sent."""

    def __init__(self, content_type: str, chunks: Iterator[bytes]) -> None:
        """Open a form.

        Args:
            content_type: the request's Content-Type field.
            chunks: the body as it comes in.

        Raises:
            BodyUnreadable: it is no multipart form.
        """
        kind, options = parse_options_header(content_type)
        boundary = options.get(b"boundary", b"")
        if kind != b"multipart/form-data" or not boundary:
            raise BodyUnreadable(
                f"The body is {content_type or 'of no named type'!r}, not a multipart form. {_TELL}"
            )
        self._chunks = chunks
        self._disposition: dict[bytes, bytes] = {}
        self._header = (bytearray(), bytearray())
        self._found: deque[str | bytes | None] = deque()
        """What the parser found and nobody read yet: a part's name, its bytes, or None for its end."""
        self._complete = False
        callbacks: MultipartCallbacks = {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._header[0].extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._header[1].extend(data[start:end]),
            "on_header_end": self._end_header,
            "on_headers_finished": self._name,
            "on_part_data": lambda data, start, end: self._found.append(data[start:end]),
            "on_part_end": lambda: self._found.append(None),
            "on_end": self._end,
        }
        try:
            self._parser = MultipartParser(boundary, callbacks)
        except FormParserError as error:
            raise BodyUnreadable(f"The form's boundary cannot be used: {error}. {_TELL}") from error

    def __iter__(self) -> Iterator[Part]:
        """Hand out part by part; what the reader left of the last one is skipped.

        Raises:
            UploadBrokenOff: the body ended before the form's last boundary.
            BodyUnreadable: the form is broken.
        """
        while self._feed():
            found = self._found.popleft()
            if isinstance(found, str):
                part = Part(found, self._piece)
                yield part
                while part.read(1 << 20):
                    pass

    def _piece(self) -> bytes:
        """Take the next bytes of the part being read; none at its end."""
        if not self._feed():
            return b""
        found = self._found.popleft()
        return found if isinstance(found, bytes) else b""

    def _feed(self) -> bool:
        """Parse on until something is found; tell whether there is."""
        while not self._found:
            chunk = next(self._chunks, b"")
            if not chunk:
                if self._complete:
                    return False
                raise UploadBrokenOff(
                    "The upload ended before the form was complete; nothing was kept. Send it again."
                )
            if self._complete:
                continue  # an epilogue, which RFC 2046 section 5.1.1 has readers ignore
            try:
                self._parser.write(chunk)
            except FormParserError as error:
                raise BodyUnreadable(f"The form is broken: {error}. {_TELL}") from error
        return True

    def _begin(self) -> None:
        self._disposition = {}

    def _end_header(self) -> None:
        field, value = (bytes(side).decode("latin-1") for side in self._header)
        if field.strip().lower() == "content-disposition":
            _, self._disposition = parse_options_header(value)
        self._header = (bytearray(), bytearray())

    def _name(self) -> None:
        name = self._disposition.get(b"name")
        if name is None:
            raise RequestInvalid(("a part of the form has no name; name it 'audio' or 'metadata'",))
        self._found.append(name.decode("utf-8", "replace"))

    def _end(self) -> None:
        self._complete = True
