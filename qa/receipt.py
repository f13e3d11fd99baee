"""The receipt of an evaluation: what it was made of and what followed, each part with its digest.

The receipt's own digest is taken over the digests of its parts. So an altered part is named, and a part whose content
must be forgotten can go while its digest stays: `scorecard` holds the words, `scores` the same without them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter

from qa.bare import bare_evaluation
from qa.chain import digest
from qa.evaluation import Evaluation
from qa.recording import Recording
from qa.run import Made

FORM = "everycall-receipt/2"
FORMER = "everycall-receipt/1"
"""The form before, which had no `scores`."""

PARTS = (
    "subject",
    "audio",
    "transcript",
    "cues",
    "rubric",
    "listening",
    "scoring",
    "scorecard",
    "scores",
    "decisions",
)
WORDS = "scorecard"
"""The part that quotes the call."""

_PARTS = {FORM: PARTS, FORMER: tuple(name for name in PARTS if name != "scores")}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an evaluation was made of.

    Attributes:
        form: of the receipt; `everycall-receipt/2`.
        parts: name → content, plain JSON values.
        digests: name → SHA-256 of the part's canonical bytes.
        digest: SHA-256 over form and digests.
    """

    form: str
    parts: Mapping[str, Any]
    digests: Mapping[str, str]
    digest: str


def receipt(
    evaluation: Evaluation,
    recording: Recording,
    *,
    transcript: str,
    cues: str,
    listening: Made,
    scoring: Made,
    decisions: Sequence[Mapping[str, Any]],
) -> Receipt:
    """Write the receipt of an evaluation.

    Args:
        evaluation: published.
        recording: that it is of.
        transcript: as it is stored, JSON.
        cues: likewise.
        listening: what made transcript and cues.
        scoring: what made the scorecard.
        decisions: what has happened to the recording so far, plain JSON values.
    """
    plain = TypeAdapter(Evaluation).dump_python(evaluation, mode="json")
    card = plain["scorecard"]
    bare = TypeAdapter(Evaluation).dump_python(bare_evaluation(evaluation), mode="json")
    parts = {
        "subject": {
            "evaluation": evaluation.id,
            "recording": recording.id,
            "source": recording.source,
            "call_id": recording.metadata.source_call_id,
            **{name: plain[name] for name in ("author", "state", "created_at")},
        },
        "audio": {"sha256": recording.audio_sha256, "size": recording.size},
        "transcript": {"id": evaluation.transcript, "sha256": sha256(transcript.encode()).hexdigest()},
        "cues": {"sha256": sha256(cues.encode()).hexdigest()},
        "rubric": {name: card[name] for name in ("rubric", "version", "language", "digest")},
        "listening": _made(listening),
        "scoring": {**_made(scoring), "ingredients": evaluation.digest},
        WORDS: card,
        "scores": bare["scorecard"],
        "decisions": list(decisions),
    }
    digests = {name: digest(part) for name, part in parts.items()}
    return Receipt(FORM, parts, digests, _whole(FORM, digests))


def altered(given: Mapping[str, Any], audio_sha256: str | None = None) -> tuple[str, ...]:
    """Name what in a receipt is not as it was issued, one line each; none where all is.

    A part whose content is null was forgotten: its digest stands for it.

    Args:
        given: the receipt's fields, as JSON.
        audio_sha256: of the audio at hand; None where there is none.
    """
    form = given.get("form")
    if not isinstance(form, str) or form not in _PARTS:
        return (f"form is {form!r}; this version reads {FORM!r} and {FORMER!r}",)
    names, parts, digests = _PARTS[form], given.get("parts"), given.get("digests")
    if not isinstance(parts, Mapping) or not isinstance(digests, Mapping):
        return ("it has no parts with their digests",)
    found = [
        f"{name} was altered"
        for name in names
        if parts.get(name) is not None and digests.get(name) != digest(parts[name])
    ]
    found += [f"{name} is missing" for name in names if name not in parts or name not in digests]
    found += [f"{name} does not belong to a receipt" for name in parts if name not in names]
    if given.get("digest") != _whole(form, digests):
        found.append("the digests were altered")
    if audio_sha256 is not None and (parts.get("audio") or {}).get("sha256") != audio_sha256:
        found.append("the audio is not the one that was judged")
    return tuple(found)


def following(made: Receipt, former: str, former_digest: str) -> Receipt:
    """Have a receipt that a decision brought name the one before, which stays.

    Args:
        made: of the evaluation as it stands now.
        former: id of the receipt before.
        former_digest: its digest.
    """
    subject = {**made.parts["subject"], "former": {"receipt": former, "digest": former_digest}}
    digests = {**made.digests, "subject": digest(subject)}
    return Receipt(made.form, {**made.parts, "subject": subject}, digests, _whole(made.form, digests))


def forgotten(receipt: Receipt) -> Receipt:
    """Take the words out of a receipt; their digest stands for them."""
    return replace(receipt, parts={**receipt.parts, WORDS: None})


def _whole(form: str, digests: Mapping[str, str]) -> str:
    return digest({"form": form, "digests": dict(digests)})


def _made(made: Made) -> Any:
    plain = TypeAdapter(Made).dump_python(made, mode="json")
    return {"engines": plain["engines"], "settings": plain["settings"]}
