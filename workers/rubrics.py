"""What calls are scored by: the versions in the store, kept in line with the rubrics of the house's folder."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from qa.rubric_version import happened, shelved
from scoring.errors import RubricInvalid
from scoring.form import Rubric
from scoring.source import Source, gather_all
from storage.errors import Conflict
from storage.uow import Store

_log = logging.getLogger(__name__)


class Rubrics:
    """The rubrics in use; the folder is looked at again where one of its files changed.

    Args:
        store: where the versions are: what it says is what counts.
        folder: of the house; a changed file is a new version, see `qa.rubric_version.shelved`.
        now: the time.
    """

    def __init__(self, store: Store, folder: Path, now: Callable[[], datetime]) -> None:
        self._store = store
        self._folder = folder
        self._now = now
        self._seen: tuple[tuple[str, int, int], ...] | None = None
        self._wrong: RubricInvalid | None = None
        self._lock = threading.Lock()

    def __call__(self) -> Sequence[Rubric]:
        """Give the rubrics in use; with files that cannot be read, as they were before.

        Raises:
            RubricInvalid: a file is wrong, and there is nothing in use from before.
        """
        try:
            self.refresh()
        except RubricInvalid as invalid:
            with self._store.read() as unit:
                before = unit.rubrics.in_use()
            if not before:
                raise
            _log.error("The rubrics in %s cannot be read; scoring by those before. %s", self._folder, invalid)
        with self._store.read() as unit:
            return unit.rubrics.in_use()

    def refresh(self) -> None:
        """Bring the versions in line with the folder, where its files changed since the last time.

        Raises:
            RubricInvalid: with everything that is wrong in any of them.
        """
        files = [(path, path.stat()) for path in sorted(self._folder.rglob("*.yaml"))]
        seen = tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in files)
        with self._lock:
            if seen != self._seen:
                self._wrong, self._seen = None, seen
                try:
                    found = gather_all(self._folder)
                except RubricInvalid as invalid:
                    self._wrong = invalid
                else:
                    self._shelve(found)
            if self._wrong is not None:
                raise self._wrong

    def _shelve(self, found: Sequence[Source]) -> None:
        try:
            with self._store.begin() as unit:
                for version in shelved(unit.rubrics.of(), found, now=self._now()):
                    unit.rubrics.put(version)
                    unit.record(happened(version))
        except Conflict:
            _log.info("Another process brought the rubrics in line at the same moment.")
