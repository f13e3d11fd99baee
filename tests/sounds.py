"""Make sounds for tests: samples as arrays, and the bytes recording systems would write for them.

Samples are int16 of shape (channels, samples) unless a function says otherwise.
"""

import io
import struct
from fractions import Fraction

import av
import numpy as np
from numpy.typing import NDArray

Pcm = NDArray[np.int16]

MU_LAW_TAG = 7
GSM_TAG = 0x31
STREAMING = 0xFFFFFFFF


def tone(seconds: float, rate_hz: int, hz: float = 440.0, level: float = 0.3) -> Pcm:
    """Make one channel of a steady sine; `level` is its peak as a share of full scale."""
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return (level * 32767 * np.sin(2 * np.pi * hz * t)).astype(np.int16)[None, :]


def silence(seconds: float, rate_hz: int, channels: int = 1) -> Pcm:
    """Make digital silence."""
    return np.zeros((channels, round(seconds * rate_hz)), np.int16)


def noise(seconds: float, rate_hz: int, level: float = 0.05, seed: int = 0) -> Pcm:
    """Make one channel of white noise; `level` is its RMS as a share of full scale."""
    drawn = np.random.default_rng(seed).standard_normal(round(seconds * rate_hz))
    return np.clip(level * 32767 * drawn, -32768, 32767).astype(np.int16)[None, :]


def babble(
    seconds: float,
    rate_hz: int,
    pitch_hz: float = 120.0,
    formants_hz: tuple[float, ...] = (500.0, 1500.0, 2500.0),
    syllables_hz: float = 4.0,
    level: float = 0.25,
    seed: int = 0,
) -> Pcm:
    """Make one channel that has the pitch, the formants and the rhythm of a voice, but no words.

    Harmonics of a wandering pitch, weighted by resonances that move from syllable to syllable, under an
    envelope that opens and closes `syllables_hz` times a second; some syllables hiss, some are pauses.
    """
    draw = np.random.default_rng(seed)
    count = round(seconds * rate_hz)
    t = np.arange(count) / rate_hz
    beats = np.arange(int(seconds * syllables_hz) + 2) / syllables_hz
    pitch = np.interp(t, beats, pitch_hz * 2 ** draw.normal(0, 0.12, len(beats)))
    phase = 2 * np.pi * np.cumsum(pitch) / rate_hz
    moving = [(hz * draw.uniform(0.8, 1.2, len(beats)), hz) for hz in formants_hz]
    voice = np.zeros(count)
    for k in range(1, int(min(3400.0, rate_hz / 2) / pitch_hz)):
        weight = sum(1 / (1 + ((k * pitch_hz - now) / (0.12 * hz)) ** 2) for now, hz in moving) / k**0.5
        voice += np.interp(t, beats, weight) * np.sin(k * phase)
    kind = draw.choice(["voice", "hiss", "pause"], len(beats), p=[0.65, 0.15, 0.2])
    middles = np.arange(len(beats)) + 0.5
    hiss = np.interp(
        t, np.arange(int(seconds * 5000) + 2) / 5000, draw.standard_normal(int(seconds * 5000) + 2)
    )
    rhythm = np.abs(np.sin(np.pi * syllables_hz * t)) ** 1.5
    voiced, hissed = (
        np.interp(syllables_hz * t, middles, (kind == name).astype(float)) for name in ("voice", "hiss")
    )
    voice = rhythm * (voiced * voice + hissed * hiss / 4)
    voice *= level * 32767 / max(1e-9, float(np.max(np.abs(voice))))
    return voice.astype(np.int16)[None, :]


def sweep(seconds: float, rate_hz: int, low: float = 300.0, high: float = 1500.0, level: float = 0.4) -> Pcm:
    """Make one channel of a rising tone: it is like itself at one lag only."""
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    phase = 2 * np.pi * (low * t + (high - low) / (2 * seconds) * t**2)
    return (level * 32767 * np.sin(phase)).astype(np.int16)[None, :]


def music(seconds: float, rate_hz: int, seed: int = 0) -> Pcm:
    """Make chords that change every second, without a pause."""
    draw = np.random.default_rng(seed)
    t = np.arange(rate_hz) / rate_hz
    bars = [
        sum(np.sin(2 * np.pi * 330 * 2 ** (int(n) / 12) * t) for n in draw.choice(24, 3, replace=False))
        for _ in range(int(seconds))
    ]
    return (2500 * np.concatenate(bars)).astype(np.int16)[None, :]


def stereo_sweeps(seconds: float, rate_hz: int) -> Pcm:
    """Make a rising tone on the left and a falling one on the right."""
    return stereo(sweep(seconds, rate_hz), sweep(seconds, rate_hz, 1400, 250))


def stereo(left: Pcm, right: Pcm) -> Pcm:
    """Put two one-channel sounds side by side, cut to the shorter."""
    count = min(left.shape[1], right.shape[1])
    return np.concatenate([left[:, :count], right[:, :count]])


def mu_law(samples: Pcm) -> bytes:
    """Code interleaved samples as ITU-T G.711 mu-law."""
    flat = samples.T.reshape(-1).astype(np.int32)
    size = np.minimum(np.abs(flat), 32635) + 132
    exponent = np.floor(np.log2(size)).astype(np.int32) - 7
    mantissa = (size >> (exponent + 3)) & 0x0F
    return bytes((~((flat < 0) << 7 | exponent << 4 | mantissa) & 0xFF).astype(np.uint8))


def riff(fmt: bytes, data: bytes, *, declared: int | None = None, tail: bytes = b"") -> bytes:
    """Wrap coded sound in a WAV file; `declared` is the length its header claims for it."""
    size = len(data) if declared is None else declared
    body = b"WAVEfmt " + struct.pack("<I", len(fmt)) + fmt + b"data" + struct.pack("<I", size) + data + tail
    whole = len(body) if declared is None else min(STREAMING, len(body) - len(data) + size)
    return b"RIFF" + struct.pack("<I", whole) + body


def wav(samples: Pcm, rate_hz: int, *, declared: int | None = None, tail: bytes = b"") -> bytes:
    """Write a WAV file of 16-bit PCM."""
    channels = len(samples)
    fmt = struct.pack("<HHIIHH", 1, channels, rate_hz, rate_hz * 2 * channels, 2 * channels, 16)
    return riff(fmt, samples.T.astype("<i2").tobytes(), declared=declared, tail=tail)


def mu_law_wav(samples: Pcm, rate_hz: int = 8000, *, declared: int | None = None) -> bytes:
    """Write a WAV file of mu-law, as most telephone recorders do."""
    return riff(mu_law_format(len(samples), rate_hz), mu_law(samples), declared=declared)


def mu_law_format(channels: int, rate_hz: int = 8000) -> bytes:
    """Write the `fmt ` chunk of a mu-law WAV file."""
    return struct.pack("<HHIIHHH", MU_LAW_TAG, channels, rate_hz, rate_hz * channels, channels, 8, 0)


def encode(
    samples: Pcm,
    rate_hz: int,
    *,
    container: str,
    codec: str,
    bit_rate: int | None = None,
    picture: bool = False,
) -> bytes:
    """Write the samples with any encoder the library has; `picture` puts a video stream before the sound."""
    layout = {1: "mono", 2: "stereo"}.get(len(samples), f"{len(samples)}c")
    out = io.BytesIO()
    with av.open(out, "w", format=container) as file:
        if picture:
            video = file.add_stream("mjpeg", rate=1)
            video.width = video.height = 16
            video.pix_fmt = "yuvj420p"
        stream = file.add_stream(codec, rate=rate_hz, layout=layout)
        stream.time_base = Fraction(1, rate_hz)
        if bit_rate:
            stream.bit_rate = bit_rate
        if picture:
            file.mux(video.encode(av.VideoFrame(16, 16, "yuvj420p")))
        given = stream.codec_context.format.name
        whole = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T).reshape(1, -1), "s16", layout)
        whole.sample_rate, whole.pts, whole.time_base = rate_hz, 0, Fraction(1, rate_hz)
        resampler = av.AudioResampler(
            given, layout, rate_hz, frame_size=stream.codec_context.frame_size or 1024
        )
        for frame in [*resampler.resample(whole), *resampler.resample(None)]:
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
        if picture:
            file.mux(video.encode(None))
    return out.getvalue()


def mp3(samples: Pcm, rate_hz: int, bit_rate: int = 64_000) -> bytes:
    """Write an MP3 file."""
    return encode(samples, rate_hz, container="mp3", codec="libmp3lame", bit_rate=bit_rate)


def opus(samples: Pcm, rate_hz: int = 48_000, bit_rate: int = 48_000) -> bytes:
    """Write an Ogg file of Opus."""
    return encode(samples, rate_hz, container="ogg", codec="libopus", bit_rate=bit_rate)


def webm_with_a_jump(samples: Pcm, jump: float) -> bytes:
    """Write a WebM file of Opus at 48 kHz whose timestamps jump by `jump` seconds half-way."""
    source = av.open(io.BytesIO(opus(samples)))
    out = io.BytesIO()
    with av.open(out, "w", format="webm") as file:
        stream = file.add_stream_from_template(source.streams.audio[0])
        packets = [packet for packet in source.demux() if packet.size]
        for index, packet in enumerate(packets):
            if index >= len(packets) / 2:
                packet.pts = packet.dts = packet.pts + round(jump / packet.time_base)
            packet.stream = stream
            file.mux(packet)
    return out.getvalue()


def two_streams(first: Pcm, second: Pcm, rate_hz: int) -> bytes:
    """Write a Matroska file with two sound streams of 16-bit PCM, one channel each."""
    out = io.BytesIO()
    with av.open(out, "w", format="matroska") as file:
        streams = [file.add_stream("pcm_s16le", rate=rate_hz, layout="mono") for _ in range(2)]
        for stream, samples in zip(streams, (first, second), strict=True):
            frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples), "s16", "mono")
            frame.sample_rate, frame.pts = rate_hz, 0
            file.mux([*stream.encode(frame), *stream.encode(None)])
    return out.getvalue()


def flac(samples: Pcm, rate_hz: int) -> bytes:
    """Write a FLAC file."""
    return encode(samples, rate_hz, container="flac", codec="flac")


def m4a(samples: Pcm, rate_hz: int, bit_rate: int = 96_000) -> bytes:
    """Write an MPEG-4 file of AAC."""
    return encode(samples, rate_hz, container="ipod", codec="aac", bit_rate=bit_rate)


def amr(samples: Pcm) -> bytes:
    """Write an AMR narrow-band file; one channel at 8 kHz."""
    return encode(samples, 8000, container="amr", codec="libopencore_amrnb", bit_rate=12_200)


def gsm(loud: list[int]) -> bytes:
    """Write a raw GSM 06.10 file, 20 ms a frame; `loud` gives each frame's level, 0 to 63."""
    return b"".join(int("1101" + _gsm_bits(level), 2).to_bytes(33, "big") for level in loud)


def gsm_wav(loud: list[int]) -> bytes:
    """Write a WAV file of Microsoft's GSM 06.10, two frames of 20 ms in 65 bytes, lowest bit first."""
    fmt = struct.pack("<HHIIHHHH", GSM_TAG, 1, 8000, 1625, 65, 0, 2, 320)
    pairs = zip(loud[::2], loud[1::2], strict=True)
    data = b"".join(_lowest_first(_gsm_fields(a) + _gsm_fields(b)) for a, b in pairs)
    return riff(fmt, data)


def _gsm_fields(level: int) -> list[tuple[int, int]]:
    """Give one frame's (value, bits): a flat filter and a pulse every 13th sample (ETSI EN 300 961, 1.7)."""
    flat = [(32, 6), (32, 6), (20, 5), (11, 5), (8, 4), (5, 4), (3, 3), (2, 3)]
    pulses = [(7 if i % 4 == 0 else 3, 3) for i in range(13)]
    return flat + [(40, 7), (0, 2), (0, 2), (level, 6), *pulses] * 4


def _gsm_bits(level: int) -> str:
    return "".join(f"{value:0{bits}b}" for value, bits in _gsm_fields(level))


def _lowest_first(fields: list[tuple[int, int]]) -> bytes:
    whole = at = 0
    for value, bits in fields:
        whole |= value << at
        at += bits
    return whole.to_bytes(at // 8, "little")
