"""Pins: which files a model is made of, byte for byte, as `models.toml` says."""

import hashlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asr.errors import ModelAltered, ModelMissing

PINS = Path(__file__).with_name("models.toml")
"""The pins that come with EveryCall."""


@dataclass(frozen=True, slots=True)
class WeightFile:
    """One file of a model.

    Attributes:
        name: in the model's folder.
        size: bytes.
        sha256: lower-case hexadecimal.
        parts: `package:path` inside installed packages, joined in order; empty where no package has it.
    """

    name: str
    size: int
    sha256: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One pinned model.

    Attributes:
        name: in settings and in provenance.
        purpose: `recognition`, `speech`, `voice` or `meaning`.
        licence: of the weights.
        origin: who made them.
        files: the first one's digest names the model.
        default: part of a plain installation.
        packages: pip requirements that carry the files.
        hub: repository on the hub, empty where it has none.
        revision: of that repository.
    """

    name: str
    purpose: str
    licence: str
    origin: str
    files: tuple[WeightFile, ...]
    default: bool = False
    packages: tuple[str, ...] = ()
    hub: str = ""
    revision: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the weights proper."""
        return self.files[0].sha256

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(f.size for f in self.files)

    @property
    def fetch_command(self) -> str:
        """What gets these weights onto this machine."""
        return "everycall models fetch" if self.default else f"everycall models fetch {self.name}"


def read(path: Path) -> tuple[Model, ...]:
    """Read a file of pins.

    Raises:
        ModelAltered: it cannot be read as one.
    """
    try:
        return tuple(_model(entry) for entry in tomllib.loads(path.read_text("utf-8"))["model"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelAltered(
            f"{path} is no file of pins ({type(error).__name__}: {error}). `everycall models pin FOLDER` prints one."
        ) from error


def pin(name: str, folder: Path) -> str:
    """Write the entry that pins a folder's files as they are now, for the operator's own file of pins.

    Raises:
        ModelMissing: the folder holds no `model.bin`.
    """
    files = sorted(
        (p for p in folder.glob("*") if p.is_file()), key=lambda p: (p.name != "model.bin", p.name)
    )
    if not files or files[0].name != "model.bin":
        raise ModelMissing(
            f"{folder} holds no model.bin: give the folder of a Whisper model converted for CTranslate2."
        )
    lines = ["[[model]]", f"name = {json.dumps(name)}", 'purpose = "recognition"']
    lines += ['licence = "unknown: fill in"', 'origin = "pinned by hand: fill in"']
    for path in files:
        lines += ["", "[[model.file]]", f"name = {json.dumps(path.name)}"]
        lines += [f"size = {path.stat().st_size}", f'sha256 = "{sha256(path)}"']
    return "\n".join(lines) + "\n"


def sha256(path: Path) -> str:
    """Digest a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _model(entry: dict[str, Any]) -> Model:
    files = tuple(
        WeightFile(f["name"], int(f["size"]), f["sha256"].lower(), tuple(f.get("parts", ())))
        for f in entry["file"]
    )
    if not files:
        raise ValueError(f"the model {entry['name']} has no file")
    _plain([entry["name"], *(f.name for f in files)])
    return Model(
        name=entry["name"],
        purpose=entry["purpose"],
        licence=entry["licence"],
        origin=entry["origin"],
        files=files,
        default=entry.get("default", False),
        packages=tuple(entry.get("packages", ())),
        hub=entry.get("hub", ""),
        revision=entry.get("revision", ""),
    )


def _plain(names: Sequence[str]) -> None:
    for name in names:
        if Path(name).name != name:
            raise ValueError(f"'{name}' is no plain name: no folders in it")
