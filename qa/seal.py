"""The seal of a day: what was added to the chain, signed with the house's key.

A day's bundle is lines of JSON: the sealed day first, then every entry in order. It is checked without a server.
"""

import heapq
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from qa.chain import START, Tree, canonical, digest, link

FORM = "everycall-seal/1"
EVENT, RECEIPT = "event", "receipt"

Verifies = Callable[[str, bytes, str], bool]
"""Tells whether a signature (hexadecimal) over bytes was made with the key whose public half is given first."""


@dataclass(frozen=True, slots=True)
class Seal:
    """What is signed at the end of a day.

    Attributes:
        form: `everycall-seal/1`.
        day: as 2026-03-01, in the house's zone.
        at: when it was sealed.
        first: number of the day's first entry in the chain, from 1.
        count: of entries.
        before: the chain's link before the first of them.
        link: the chain's link after the last of them.
        root: of the tree over the entries' digests, RFC 6962.
        previous: digest of the seal before this one.
        key: public half of the key, Ed25519, hexadecimal.
    """

    form: str
    day: str
    at: str
    first: int
    count: int
    before: str
    link: str
    root: str
    previous: str
    key: str

    @property
    def digest(self) -> str:
        """SHA-256 of what is signed."""
        return digest(asdict(self))

    @property
    def signed(self) -> bytes:
        """The bytes that are signed."""
        return canonical(asdict(self))


def draw(seal: Seal, names: Iterable[str], size: int) -> tuple[str, ...]:
    """Draw a random sample that anyone who has the seal can draw again, and nobody could foresee before it.

    Those come first whose SHA-256, behind the seal's digest, is lowest.
    """
    return tuple(heapq.nsmallest(size, names, key=lambda name: digest([seal.digest, name])))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A seal with its signature, hexadecimal."""

    seal: Seal
    signature: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the chain.

    Attributes:
        number: from 1, without a gap.
        kind: `event` or `receipt`.
        ref: id of the audit event, or of the evaluation.
        digest: of its content.
        link: of the chain, this entry included.
    """

    number: int
    kind: str
    ref: str
    digest: str
    link: str


class Growing:
    """A day's part of the chain while it grows.

    Args:
        last: the seal before; None for the first day.
    """

    def __init__(self, last: Sealed | None) -> None:
        self._last = last
        self._before = self._link = last.seal.link if last else START
        self._first = last.seal.first + last.seal.count if last else 1
        self._tree = Tree()

    def add(self, kind: str, ref: str, added: str) -> Entry:
        """Put an entry at the end."""
        self._tree.add(added)
        self._link = link(self._link, added)
        return Entry(self._first + self._tree.count - 1, kind, ref, added, self._link)

    def seal(self, *, day: str, at: datetime, key: str) -> Seal:
        """Say what is to be signed."""
        return Seal(
            form=FORM,
            day=day,
            at=at.isoformat(),
            first=self._first,
            count=self._tree.count,
            before=self._before,
            link=self._link,
            root=self._tree.root,
            previous=self._last.seal.digest if self._last else START,
            key=key,
        )


def sealed_of(fields: Mapping[str, Any]) -> Sealed:
    """Read a sealed day.

    Raises:
        ValueError: it is none.
    """
    try:
        sealed = Sealed(Seal(**fields["seal"]), str(fields["signature"]))
    except (KeyError, TypeError) as error:
        raise ValueError("it is no sealed day") from error
    if sealed.seal.form != FORM:
        raise ValueError(f"its form is {sealed.seal.form!r}; this version reads {FORM!r}")
    return sealed


def unsigned(sealed: Sealed, verifies: Verifies, key: str | None = None) -> Iterator[str]:
    """Say what is wrong with a seal itself; nothing where it is as it was signed.

    Args:
        sealed: the day.
        verifies: checks a signature.
        key: public half of the key that should have signed; None to take the one that it names.
    """
    if key is not None and sealed.seal.key != key:
        yield f"the seal of {sealed.seal.day} names another key than yours"
    if not verifies(sealed.seal.key, sealed.seal.signed, sealed.signature):
        yield f"the seal of {sealed.seal.day} was altered, or signed with another key"


def check_bundle(lines: Iterable[str], verifies: Verifies, key: str | None = None) -> Iterator[str]:
    """Say what in a day's bundle is not as it was sealed; nothing where all is.

    Args:
        lines: of the bundle; read one at a time.
        verifies: checks a signature.
        key: public half of the key that should have signed; None to take the one that it names.
    """
    rows = iter(lines)
    try:
        sealed = sealed_of(json.loads(next(rows, "")))
    except ValueError as error:
        yield f"line 1: cannot be read: {error}"
        return
    yield from unsigned(sealed, verifies, key)
    seal, tree, last = sealed.seal, Tree(), sealed.seal.before
    for place, row in enumerate(rows, start=2):
        try:
            fields = json.loads(row)
            entry = Entry(*(fields[name] for name in ("number", "kind", "ref", "digest", "link")))
            expected = link(last, entry.digest)
            tree.add(entry.digest)
        except (ValueError, KeyError, TypeError) as error:
            yield f"line {place}: cannot be read: {error}"
            continue
        name = f"line {place}: {entry.kind} {entry.ref}"
        if entry.number != seal.first + place - 2:
            yield f"{name} has number {entry.number} where {seal.first + place - 2} belongs; an entry was removed or added"
        if entry.kind == EVENT and fields.get("body") is None:
            yield f"{name} was removed: only its digest is left"
        elif fields.get("body") is not None and digest(fields["body"]) != entry.digest:
            yield f"{name} was altered"
        if entry.link != expected:
            yield f"{name} does not follow from the entry before it"
        last = entry.link
    if tree.count != seal.count:
        yield f"the day has {tree.count} entries, sealed were {seal.count}"
    if (tree.root, last) != (seal.root, seal.link):
        yield f"the entries are not those that were sealed on {seal.day}"
