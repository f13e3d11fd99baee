import re
from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.media import BYTES, disposition, kind_of


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "audio/wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "audio/wav"),
        (b"FORM\x00\x00\x00\x00AIFFCOMM", "audio/aiff"),
        (b"\x00\x00\x00\x20ftypM4A ", "audio/mp4"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"fLaC\x00\x00\x00\x22", "audio/flac"),
        (b"ID3\x04\x00", "audio/mpeg"),
        (b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xe3\x18\xc4", "audio/mpeg"),
        (b"\xff\xf1\x50\x80", "audio/aac"),
        (b"#!AMR\n", "audio/amr"),
        (b"#!AMR-WB\n", "audio/amr-wb"),
        (b"<!doctype html><script>", "application/octet-stream"),
        (b"<svg xmlns=", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"\xff", "application/octet-stream"),
        (b"\xff\xe0", "application/octet-stream"),
        (b"\xff\xfe<\x00", "application/octet-stream"),
    ],
)
def test_the_first_bytes_tell_the_kind(head: bytes, kind: str) -> None:
    assert kind_of(head).type == kind


@given(st.binary(max_size=64))
def test_nothing_but_sound_gets_a_type_of_its_own(head: bytes) -> None:
    kind = kind_of(head)
    assert kind == BYTES or kind.type.startswith("audio/")


@given(st.text(max_size=60))
def test_no_name_breaks_out_of_the_field(name: str) -> None:
    field = disposition(name, kind_of(b"OggS"))
    assert field.isascii()
    assert field.isprintable()
    assert re.fullmatch(
        r"inline; filename=\"[A-Za-z0-9 ._()+-]*\.ogg\"; filename\*=UTF-8''[A-Za-z0-9%._~-]*\.ogg", field
    )


def test_a_reader_gets_the_name_back() -> None:
    name = '通话 50% + "x"; y'
    field = disposition(name, kind_of(b"OggS"))
    assert unquote(field.split("UTF-8''")[1]) == f"{name}.ogg"
    message = Message()
    message["content-disposition"] = field
    assert message.get_content_disposition() == "inline"


def test_no_name_leaves_its_folder_and_no_page_is_shown_in_place() -> None:
    field = disposition("../../etc/passwd", BYTES)
    assert field.startswith('attachment; filename=".._.._etc_passwd.bin"')
    assert "%2F" not in field
