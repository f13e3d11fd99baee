"""Why something could not be kept or found.

    StorageError
    ├── StorageUnavailable  the database or the object store is away, or too busy; try again
    ├── StorageFull         no room left; try again when there is
    ├── SchemaBehind        the database's tables are not those of this version
    ├── NotFound            there is nothing of that id
    ├── AlreadyKnown        the same recording came before; `existing` names it
    ├── Conflict            somebody else changed it first; load it again
    ├── Unstorable          a value that cannot be written down exactly (not a number, a lone surrogate)
    ├── AnswerTooLong       an answer with more in it than is given at once
    ├── CursorInvalid       a page cursor that was altered, or belongs to another list
    ├── AddressInvalid      a database or object store address that cannot be read
    ├── KeyUnusable         the key that signs the days cannot be read or made
    ├── ContentKeyUnusable  the house's content key is missing or another one: what is sealed stays shut
    ├── ContentAltered      something sealed does not open: it was altered, moved, or cut short
    ├── ContentErased       the words or the sound were erased by a purge; they never come back
    └── ObjectError
        ├── KeyInvalid        a key that not every object store can hold apart from others
        ├── ObjectMissing     there is no object at that key
        ├── ObjectTooLarge    more bytes than are accepted
        ├── ObjectIncomplete  the stream ended before, or went on after, the length it named
        ├── PartsMissing      an object in parts lacks some; `problems` names them
        ├── RangeInvalid      a range that begins after the object's end
        └── ObjectsRefused    the object store turns the request down: credentials, rights, names

Every message says what was wrong, where, and what to do.
"""

from datetime import datetime
from typing import ClassVar

_SHOWN = 3
"""Problems that a message names; the rest is in `problems`."""


class StorageError(Exception):
    """Root of every refusal in `storage`.

    Attributes:
        code: stable name for machines, `storage.<kind>`.
        retryable: whether the same request may succeed later.
    """

    code: ClassVar[str] = "storage.error"
    retryable: ClassVar[bool] = False


class StorageUnavailable(StorageError):
    """The database or the object store is away, or too busy."""

    code = "storage.unavailable"
    retryable = True


class StorageFull(StorageError):
    """No room left on the disk behind the database or the object store."""

    code = "storage.full"
    retryable = True


class SchemaBehind(StorageError):
    """The database's tables are not those of this version."""

    code = "storage.schema_behind"
    retryable = True


class NotFound(StorageError):
    """There is nothing of that id."""

    code = "storage.not_found"


class AlreadyKnown(StorageError):
    """The same recording came before.

    Attributes:
        existing: id of the recording that is already there.
    """

    code = "storage.already_known"

    def __init__(self, message: str, existing: str) -> None:
        super().__init__(message)
        self.existing = existing


class Conflict(StorageError):
    """Somebody else changed it first."""

    code = "storage.conflict"
    retryable = True


class Unstorable(StorageError):
    """A value that cannot be written down exactly."""

    code = "storage.unstorable"


class AnswerTooLong(StorageError):
    """An answer has more in it than is given at once."""

    code = "storage.answer_too_long"


class CursorInvalid(StorageError):
    """A page cursor that was altered, or belongs to another list."""

    code = "storage.cursor_invalid"


class AddressInvalid(StorageError):
    """A database or object store address that cannot be read."""

    code = "storage.address_invalid"


class KeyUnusable(StorageError):
    """The key that signs the days cannot be read or made."""

    code = "storage.key_unusable"


class ContentKeyUnusable(StorageError):
    """The house's content key is missing, or is not the one that something was sealed with."""

    code = "storage.content_key_unusable"


class ContentAltered(StorageError):
    """Something that is sealed does not open: it was altered, moved from another row, or cut short."""

    code = "storage.content_altered"


class ContentErased(StorageError):
    """The words or the sound of a recording were erased by a purge.

    Attributes:
        recording: its id.
        at: when, RFC 3339.
        purge: id of the purge.
    """

    code = "storage.content_erased"

    def __init__(self, recording: str, layer: str, at: datetime, purge: str) -> None:
        super().__init__(
            f"The {layer} of recording {recording} was erased on {at:%Y-%m-%d} at {at:%H:%M} UTC by purge {purge}; it "
            "cannot be had back. Its scores and receipts remain."
        )
        self.recording = recording
        self.at = at.isoformat()
        self.purge = purge


class ObjectError(StorageError):
    """An object could not be kept or found."""

    code = "storage.object"


class KeyInvalid(ObjectError):
    """A key that not every object store can hold apart from others."""

    code = "storage.key_invalid"


class ObjectMissing(ObjectError):
    """There is no object at that key."""

    code = "storage.object_missing"
    retryable = True


class ObjectTooLarge(ObjectError):
    """More bytes than are accepted."""

    code = "storage.object_too_large"


class ObjectIncomplete(ObjectError):
    """The stream ended before, or went on after, the length it named."""

    code = "storage.object_incomplete"


class PartsMissing(ObjectError):
    """An object in parts lacks some, or has some of another size.

    Attributes:
        problems: one line a part: what is wrong, what to do.
    """

    code = "storage.parts_missing"

    def __init__(self, count: int, problems: tuple[str, ...]) -> None:
        shown = "; ".join(problems[:_SHOWN]) + ("; …" if len(problems) > _SHOWN else "")
        super().__init__(f"{len(problems)} of {count} parts are not as they should be: {shown}.")
        self.problems = problems


class RangeInvalid(ObjectError):
    """A range that begins after the object's end.

    Attributes:
        size: bytes of the object.
    """

    code = "storage.range_invalid"

    def __init__(self, message: str, size: int) -> None:
        super().__init__(message)
        self.size = size


class ObjectsRefused(ObjectError):
    """The object store turns the request down."""

    code = "storage.objects_refused"
