"""A chain of digests, and the tree over a day of it: what was put in can neither be changed nor left out unseen.

Digests are 32 bytes of SHA-256, written as 64 hexadecimal characters. The tree is that of RFC 6962, section 2.1:
a leaf is SHA-256 of 0x00 and the digest, a node that of 0x01 and both children, so that neither passes for the other.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain as joined
from typing import Any

START = "0" * 64
"""What comes before the first link."""


def canonical(value: Any) -> bytes:
    """Write plain JSON values the one way: keys sorted, no spaces, UTF-8, numbers as Python's `repr`."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode()


def digest(value: Any) -> str:
    """Take SHA-256 of the canonical bytes of plain JSON values."""
    return sha256(canonical(value)).hexdigest()


def link(before: str, added: str) -> str:
    """Give the chain's next link: SHA-256 of the link before and the digest that is added."""
    return sha256(bytes.fromhex(before) + bytes.fromhex(added)).hexdigest()


@dataclass(frozen=True, slots=True)
class Sibling:
    """A step on the way from a leaf to the root; `left` says on which side it stands."""

    digest: str
    left: bool


class Tree:
    """Takes digests one by one and gives their root; holds one node per level."""

    def __init__(self) -> None:
        self._peaks: list[tuple[int, bytes]] = []  # (leaves beneath, node), ever smaller
        self.count = 0

    def add(self, added: str) -> None:
        """Put the next digest in."""
        size, node = 1, _leaf(added)
        while self._peaks and self._peaks[-1][0] == size:
            size, node = 2 * size, _node(self._peaks.pop()[1], node)
        self._peaks.append((size, node))
        self.count += 1

    @property
    def root(self) -> str:
        """The root over all that was put in."""
        if not self._peaks:
            return sha256(b"").hexdigest()
        *others, (_, root) = self._peaks
        for _, peak in reversed(others):
            root = _node(peak, root)
        return root.hex()


def path(digests: Sequence[str], index: int) -> tuple[Sibling, ...]:
    """Give the way from one of some digests to their root, from the leaf up."""
    level = [_leaf(each) for each in digests]
    steps: list[Sibling] = []
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            steps.append(Sibling(level[sibling].hex(), sibling < index))
        pairs = zip(level[::2], level[1::2], strict=False)
        odd = level[-1:] if len(level) % 2 else []
        level = list(joined((_node(left, right) for left, right in pairs), odd))
        index //= 2
    return tuple(steps)


def root_from(added: str, steps: Iterable[Sibling]) -> str:
    """Walk from a digest to the root."""
    node = _leaf(added)
    for step in steps:
        other = bytes.fromhex(step.digest)
        node = _node(other, node) if step.left else _node(node, other)
    return node.hex()


def _leaf(added: str) -> bytes:
    return sha256(b"\0" + bytes.fromhex(added)).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()
