"""`everycall verify` and `everycall export-day`: prove without server or database that nothing was altered."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path
from typing import Any

import typer

from qa.chain import Sibling, root_from
from qa.house_events import DataExported
from qa.receipt import altered
from qa.seal import check_bundle, sealed_of, unsigned
from storage.signing import verifies


def verify_receipt(receipt: Path, audio: Path | None, key: str | None) -> bool:
    """Check a receipt, its proof if it has one, and the audio if it is given; prints what was altered.

    Returns:
        Whether all is as it was.
    """
    try:
        given = json.loads(receipt.read_bytes())
    except ValueError as error:
        raise typer.BadParameter(
            f"{receipt} is not JSON ({error}); save the answer of …/receipt as it is"
        ) from error
    if not isinstance(given, dict):
        raise typer.BadParameter(f"{receipt} is no receipt; save the answer of …/receipt as it is")
    heard = None
    if audio is not None:
        with audio.open("rb") as file:
            heard = file_digest(file, "sha256").hexdigest()
    problems = [*altered(given, heard), *_of_proof(given, key)]
    _tell(str(receipt), problems)
    for line in _erased(given):
        typer.echo(f"  {line}")
    if not problems:
        typer.echo(_standing(given, heard))
    return not problems


def verify_day(bundle: Path, key: str | None) -> bool:
    """Check a day's bundle; prints what was altered.

    Returns:
        Whether all is as it was.
    """
    with bundle.open(encoding="utf-8", errors="replace") as lines:
        head = lines.readline()
        lines.seek(0)
        problems = list(check_bundle(lines, verifies, key))
    _tell(str(bundle), problems)
    with suppress(ValueError):
        seal = sealed_of(json.loads(head)).seal
        typer.echo(f"{seal.day}: {seal.count} entries sealed {seal.at}, seal {seal.digest}, key {seal.key}")
    return not problems


def export_day(day: str, file: Path, actor: str) -> None:
    """Write a sealed day with all that it covers into a file, and into the trail that this was done.

    Args:
        day: as 2026-03-01.
        file: to write.
        actor: who does this.

    Raises:
        NotFound: the day is not sealed.
    """
    from cli.rubric_versions import open_house

    with open_house() as store:
        with store.begin() as unit:
            sealed = unit.chain.get(day)
            count, now = sealed.seal.count, store.now()
            unit.record(DataExported(at=now, actor=actor, what="day", chosen=day, count=count, address=""))
        with store.read() as unit, file.open("w", encoding="utf-8") as lines:
            lines.write(json.dumps(asdict(sealed)) + "\n")
            after = 0
            while found := unit.chain.lines(sealed, after):
                lines.writelines(line + "\n" for line in found)
                after = int(json.loads(found[-1])["number"])
    typer.echo(f"{day}: {sealed.seal.count} entries written to {file}.")


def _of_proof(given: Mapping[str, Any], key: str | None) -> Iterator[str]:
    proof = given.get("proof")
    if proof is None:
        return
    try:
        sealed = sealed_of(proof["sealed"])
        root = root_from(given["digest"], [Sibling(**step) for step in proof["path"]])
    except (KeyError, TypeError, ValueError):
        yield "the proof cannot be read"
        return
    yield from unsigned(sealed, verifies, key)
    if root != sealed.seal.root:
        yield f"the receipt is not the one that was sealed on {sealed.seal.day}"


def _erased(given: Mapping[str, Any]) -> Iterator[str]:
    erased = given.get("erased")
    if not isinstance(erased, Mapping):
        return
    for layer in ("audio", "transcript", "scores"):
        if erased.get(layer):
            yield f"the {layer} was erased on {erased[layer]} by purge {erased.get('purge')}; its digest stands for it"


def _standing(given: Mapping[str, Any], heard: str | None) -> str:
    proof = given.get("proof")
    audio = "The audio is the one that was judged. " if heard else ""
    if proof is None:
        return f"{audio}The day is not sealed yet: nothing proves when the receipt was written."
    seal = sealed_of(proof["sealed"]).seal
    return f"{audio}Sealed on {seal.day} with key {seal.key}."


def _tell(name: str, problems: list[str]) -> None:
    typer.echo(f"{name}: {'ALTERED' if problems else 'unaltered'}")
    for problem in problems:
        typer.echo(f"  {problem}")
