"""How sealed sound must read from every object store: any part of it, and nothing that was altered, cut or moved."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from storage.errors import ContentAltered, ObjectMissing, RangeInvalid
from storage.objects import Objects
from storage.sealed_sound import CHUNK_BYTES, SealedSound, SoundSealer
from storage.sealing import Cipher
from storage.vault import keep
from tests.contracts.objects import properties

CIPHER = Cipher(bytes(range(32)), "rec-1")
_HEAD, _WHOLE = 44, CHUNK_BYTES + 16
KEY = "vault/rec-1/1"


def sound(size: int) -> bytes:
    """Bytes that differ from chunk to chunk."""
    return (b"".join(n.to_bytes(4, "big") for n in range(size // 4 + 1)))[:size]


def put(objects: Objects, plain: bytes, cipher: Cipher = CIPHER) -> bytes:
    """Seal into the store; gives the sealed bytes."""
    objects.put(KEY, SoundSealer(io.BytesIO(plain), cipher))
    return b"".join(objects.get(KEY))


def read(objects: Objects, start: int = 0, length: int | None = None, cipher: Cipher = CIPHER) -> bytes:
    return b"".join(SealedSound(objects, KEY, cipher).read(start, length))


class VaultContract:
    """Subclasses bring the fixture `objects`, an empty store."""

    @properties
    @given(size=st.integers(0, 3 * CHUNK_BYTES + 9), cut=st.tuples(st.floats(0, 1), st.floats(0, 1)))
    @example(size=0, cut=(0, 0))
    @example(size=CHUNK_BYTES, cut=(0, 1))
    @example(size=2 * CHUNK_BYTES, cut=(0.5, 1))
    def test_any_part_reads_as_it_was(self, objects: Objects, size: int, cut: tuple[float, float]) -> None:
        plain = sound(size)
        put(objects, plain)
        start, length = min(round(cut[0] * size), max(size - 1, 0)), round(cut[1] * size)
        assert SealedSound(objects, KEY, CIPHER).size == size
        assert read(objects) == plain
        assert read(objects, start, length) == plain[start : start + length]
        assert read(objects, start) == plain[start:]
        with pytest.raises(RangeInvalid):
            read(objects, size + 1)

    def test_the_same_sound_is_never_sealed_alike(self, objects: Objects) -> None:
        one, other = put(objects, sound(100)), put(objects, sound(100))
        assert one[_HEAD:] != other[_HEAD:]
        assert sound(100)[:16] not in one

    @pytest.mark.parametrize(
        ("what", "change"),
        [
            ("a bit flipped", lambda s: s[: _HEAD + 9] + bytes([s[_HEAD + 9] ^ 1]) + s[_HEAD + 10 :]),
            ("the salt", lambda s: s[:20] + bytes([s[20] ^ 1]) + s[21:]),
            ("the chunk size", lambda s: s[:8] + (1 << 15).to_bytes(4, "big") + s[12:]),
            ("no chunk size", lambda s: s[:8] + bytes(4) + s[12:]),
            ("the mark", lambda s: b"RIFF" + s[4:]),
            ("its last chunk", lambda s: s[: _HEAD + 2 * _WHOLE]),
            ("its last byte", lambda s: s[:-1]),
            ("half of a tag", lambda s: s[: _HEAD + 8]),
            ("all but its head", lambda s: s[:_HEAD]),
            ("half of its head", lambda s: s[:20]),
            ("a byte more", lambda s: s + b"\0"),
            (
                "chunks in another order",
                lambda s: (
                    s[:_HEAD]
                    + s[_HEAD + _WHOLE : _HEAD + 2 * _WHOLE]
                    + s[_HEAD : _HEAD + _WHOLE]
                    + s[_HEAD + 2 * _WHOLE :]
                ),
            ),
            ("a chunk twice", lambda s: s[: _HEAD + _WHOLE] + s[_HEAD:]),
        ],
    )
    def test_what_was_altered_cut_or_moved_does_not_read(
        self, objects: Objects, what: str, change: Callable[[bytes], bytes]
    ) -> None:
        assert what
        sealed = put(objects, sound(2 * CHUNK_BYTES + 100))
        objects.put(KEY, io.BytesIO(change(sealed)))
        with pytest.raises(ContentAltered, match=r"rec-1.*backup"):
            read(objects)

    def test_another_recordings_key_or_name_opens_nothing(self, objects: Objects) -> None:
        put(objects, sound(100))
        for cipher in (Cipher(b"k" * 32, "rec-1"), Cipher(CIPHER.key, "rec-2")):
            with pytest.raises(ContentAltered):
                read(objects, cipher=cipher)

    def test_a_part_costs_no_more_than_its_chunks(self, objects: Objects) -> None:
        sealed = put(objects, sound(3 * CHUNK_BYTES))
        far = _HEAD + _WHOLE + 5  # in the second chunk
        objects.put(KEY, io.BytesIO(sealed[:far] + bytes([sealed[far] ^ 1]) + sealed[far + 1 :]))
        assert read(objects, 0, CHUNK_BYTES) == sound(CHUNK_BYTES)
        assert len(read(objects, 2 * CHUNK_BYTES, 10)) == 10
        with pytest.raises(ContentAltered, match="chunk 1 of 3"):
            SealedSound(objects, KEY, CIPHER).read(CHUNK_BYTES, 1)  # before a byte of it is sent

    def test_a_copy_that_does_not_read_back_is_not_kept(self, objects: Objects, tmp_path: Path) -> None:
        file = tmp_path / "sound"
        file.write_bytes(sound(100))
        with pytest.raises(ContentAltered, match="does not read back"):
            keep(objects, KEY, file, CIPHER, sha256="0" * 64)
        with pytest.raises(ObjectMissing):
            objects.stat(KEY)
        keep(objects, KEY, file, CIPHER, sha256=hashlib.sha256(sound(100)).hexdigest())
        assert read(objects) == sound(100)
