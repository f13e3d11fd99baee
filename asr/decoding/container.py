"""Open a file of unknown origin as sound, trusting neither its name nor its content.

The demuxer sees bytes only: no name to guess by, no format outside an allow-list (a playlist or an edit list
could name other files), no protocol by which to open one, and no decoder for pictures.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from asr.decoding.extent import mp3_counted, ogg_closed, wav_extent
from asr.errors import CorruptAudio, NotAudio, TooManyChannels, UnsupportedAudio

MOST_CHANNELS = 2

READABLE = "WAV, MP3, Ogg/Opus, FLAC, M4A, WebM, WMA or AMR"
"""What to send, in words."""

_FORMATS = "wav,w64,aiff,au,caf,voc,nistsphere,mp3,ogg,flac,mov,aac,loas,amr,amrnb,amrwb,gsm,matroska,asf"

_DECODERS = (
    "pcm_alaw,pcm_mulaw,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,"
    "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,adpcm_ima_wav,adpcm_ima_qt,adpcm_ms,adpcm_yamaha,"
    "g722,g726,g726le,g723_1,g729,gsm,gsm_ms,ilbc,truespeech,speex,amrnb,amrwb,"
    "mp2float,mp3float,aac,aac_latm,opus,vorbis,flac,alac,wmav1,wmav2,wmapro,wmavoice"
)
"""Decoders of speech and music that recording systems use; the fewer, the smaller the way in for an attacker."""

_MARKS = (
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"ID3"),
    (0, b"#!AMR"),
    (0, b"caff"),
    (0, b".snd"),
    (0, b"\x1aE\xdf\xa3"),
    (0, b"0&\xb2u\x8ef\xcf\x11"),
    (0, b"riff.\x91\xcf\x11"),
    (0, b"Creative Voice File"),
    (0, b"NIST_1A"),
    (4, b"ftyp"),
    (8, b"WAVE"),
    (8, b"AIFF"),
    (8, b"AIFC"),
)
"""Where sound formats sign themselves: tells a broken recording from a file that never was one."""

_UNSIGNED = frozenset({"mp3", "aac", "loas", "gsm"})
"""Formats known by the rhythm of their frames alone; other bytes can look like them by chance."""

_COUNTED = frozenset({"w64", "aiff", "au", "caf", "flac", "mov", "matroska", "asf", "wav"})
"""Formats whose header states the length; for the rest the demuxer guesses from the bit rate."""

_CLOCKED = frozenset({"wav", "ogg", "flac", "mov", "matroska", "asf"})
"""Formats with timestamps of their own; for the rest the demuxer counts packets, damaged ones too."""

_BUFFER = 1 << 18
_SMALL_PACKET = 1 << 12
_LARGE_PACKET = 1 << 16
"""Bytes per packet of a WAV file. Large ones are six times faster, but where samples depend on each other a
damaged one takes all its sound along."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file opened as sound.

    Attributes:
        container: positioned at its first packet.
        stream: the first audio stream.
        format: the demuxer's name, the first where it has several.
        announced: seconds the header states; None where it states none.
        ended: False where the file lacks the end mark its format demands.
        missing: what a WAV header announces beyond the end of the file, as a multiple of what is there.
    """

    container: InputContainer
    stream: AudioStream
    format: str
    announced: float | None
    ended: bool
    missing: float

    @property
    def signed(self) -> bool:
        """Whether the format is known by more than the rhythm of its frames."""
        return self.format not in _UNSIGNED

    @property
    def clocked(self) -> bool:
        """Whether a jump in the timestamps tells of lost sound."""
        return self.format in _CLOCKED


@contextmanager
def opened(file: BinaryIO) -> Iterator[Opened]:
    """Open the first audio stream of a file.

    Args:
        file: seekable, at its start; read as needed, never whole.

    Raises:
        NotAudio: the content is no sound format on the list, or has no sound in it.
        CorruptAudio: a sound format whose header cannot be read.
        UnsupportedAudio: no decoder for its codec.
        TooManyChannels: more than two channels in one stream.
    """
    extent = wav_extent(file)
    options = {
        "format_whitelist": _FORMATS,
        "codec_whitelist": _DECODERS,
        "protocol_whitelist": "none",
        "max_size": str(_LARGE_PACKET if extent is not None and extent.sampled else _SMALL_PACKET),
        "ignore_length": str(int(extent is not None and extent.understated)),
    }
    try:
        container = av.open(
            _Bytes(file),
            "r",
            options=options,
            buffer_size=_BUFFER,
            metadata_errors="replace",
        )
    except av.error.FFmpegError as cause:
        raise _unreadable(file) from cause
    with container:
        name = container.format.name.split(",")[0]
        stream = _first_sound(container, name)
        yield Opened(
            container=container,
            stream=stream,
            format=name,
            announced=_announced(container, stream, name, file) if extent is None else None,
            ended=name != "ogg" or ogg_closed(file),
            missing=extent.missing if extent else 0.0,
        )


def _first_sound(container: InputContainer, name: str) -> AudioStream:
    """Pick the first audio stream and check that it can be decoded with its channels told apart."""
    if not container.streams.audio:
        raise NotAudio(f"The file is {name} without a sound stream; send the recording as {READABLE}.")
    stream = container.streams.audio[0]
    codec = stream.codec_context.name if stream.codec_context else "unknown"
    if name in _UNSIGNED and codec not in _DECODERS.split(","):
        raise NotAudio(f"The content only looks like {name}, by chance; send the recording as {READABLE}.")
    if codec not in _DECODERS.split(","):
        raise UnsupportedAudio(
            f"The sound in this {name} file is coded as {codec!r}, for which there is no decoder here; "
            f"convert it to {READABLE}."
        )
    check_channels(stream.codec_context.channels, "the header")
    return stream


def check_channels(count: int, where: str) -> None:
    """Refuse more channels than parties can be told for.

    Raises:
        TooManyChannels: more than two.
    """
    if count > MOST_CHANNELS:
        raise TooManyChannels(
            f"{where.capitalize()} gives {count} channels, and which party is on which cannot be told; "
            f"export the agent and the customer as {MOST_CHANNELS} channels, or mix to one."
        )


def _announced(container: InputContainer, stream: AudioStream, name: str, file: BinaryIO) -> float | None:
    """Give the length the header states, in seconds, where it states one."""
    if name not in _COUNTED and not (name == "mp3" and mp3_counted(file)):
        return None
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return container.duration / av.time_base if container.duration else None


def _unreadable(file: BinaryIO) -> CorruptAudio | NotAudio:
    """Tell a sound file with a broken header from something that is no sound."""
    file.seek(0)
    head = file.read(32)
    if any(head.startswith(mark, at) for at, mark in _MARKS):
        return CorruptAudio(
            "The file begins as a sound file, but its header cannot be read: it was cut off or overwritten, "
            "or its recorder never closed it. Fetch it again from the recording system."
        )
    return NotAudio(f"The content is no sound format (it begins with {head[:12]!r}); send {READABLE}.")


class _Bytes:
    """A file without its name: the demuxer would guess the format by the extension."""

    def __init__(self, file: BinaryIO) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell
