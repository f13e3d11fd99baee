"""Why a recording could not be heard.

    AsrError
    ├── AudioError            the bytes are at fault; trying again with the same bytes cannot help
    │   ├── EmptyAudio        zero bytes, or a container without one sample
    │   ├── NotAudio          the content is no sound format (a text, a page, a picture)
    │   ├── CorruptAudio      a sound format whose content cannot be decoded
    │   ├── UnsupportedAudio  a sound format this build of the decoder has no codec for
    │   ├── TooManyChannels   more than two channels: which is whose cannot be told
    │   └── TooLong           more hours than the limit: a bomb, or no call
    ├── ScratchFull           no room for the decoded sound; try again when there is
    ├── UnknownLanguage       a language that is neither zh nor en was asked for
    └── ModelError
        ├── ModelMissing      the weights are not on this machine
        ├── ModelAltered      a weight file is not the pinned one
        └── EngineFailed      the engine itself gave up; try again

Every message says what was wrong, where, and what to do.
"""

from typing import ClassVar


class AsrError(Exception):
    """Root of every refusal in `asr`.

    Attributes:
        code: stable name for machines, `asr.<kind>`.
        retryable: whether the same input may succeed later.
    """

    code: ClassVar[str] = "asr.error"
    retryable: ClassVar[bool] = False


class AudioError(AsrError):
    """The bytes are at fault."""

    code = "asr.audio"


class EmptyAudio(AudioError):
    """There is nothing to hear: zero bytes, or no sample."""

    code = "asr.empty_audio"


class NotAudio(AudioError):
    """The content is no sound format."""

    code = "asr.not_audio"


class CorruptAudio(AudioError):
    """A sound format whose content cannot be decoded."""

    code = "asr.corrupt_audio"


class UnsupportedAudio(AudioError):
    """A sound format without a decoder in this build."""

    code = "asr.unsupported_audio"


class TooManyChannels(AudioError):
    """More than two channels."""

    code = "asr.too_many_channels"


class TooLong(AudioError):
    """More sound than the limit allows."""

    code = "asr.too_long"


class ScratchFull(AsrError):
    """No room on disk for the decoded sound."""

    code = "asr.scratch_full"
    retryable = True


class UnknownLanguage(AsrError):
    """A language other than zh or en."""

    code = "asr.unknown_language"


class ModelError(AsrError):
    """A model cannot be used."""

    code = "asr.model"


class ModelMissing(ModelError):
    """The weights are not on this machine."""

    code = "asr.model_missing"
    retryable = True


class ModelAltered(ModelError):
    """A weight file differs from the pinned SHA-256."""

    code = "asr.model_altered"
    retryable = True


class EngineFailed(ModelError):
    """The engine gave up on a call."""

    code = "asr.engine_failed"
    retryable = True
