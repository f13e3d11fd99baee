"""The workbench's client is written from the API's description, and must not fall behind it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cli.openapi import described

WEB = Path(__file__).parents[2] / "web"


def test_the_client_is_in_step_with_the_api(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no Node, with which the client is written")
    document = tmp_path / "openapi.json"
    document.write_text(described(), "utf-8")
    made = subprocess.run(
        [node, "scripts/client.mjs", document, "--digest"],
        cwd=WEB,
        capture_output=True,
        text=True,
        check=True,
    )
    kept = re.search(r"Digest: (\w+)", (WEB / "src/api/schema.ts").read_text("utf-8"))
    assert kept is not None
    assert kept[1] == made.stdout.strip(), (
        "the API has changed: run `make client` and commit web/src/api/schema.ts"
    )


def test_the_lock_file_names_no_registry() -> None:
    lock = (WEB / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
    assert '"integrity": "sha512-' in lock
