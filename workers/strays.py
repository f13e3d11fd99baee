"""Uploads that no recording refers to.

A process was killed after it kept the audio and before it kept the row, or an uploader never completed what it began.
"""

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from storage.objects import UPLOADS
from workers.desk import Desk

_log = logging.getLogger(__name__)

STRAY_AFTER = timedelta(days=1)
"""Age from which an upload without a recording is a stray; its row follows within half a day, or never."""

REMEMBERED = timedelta(days=30)
"""How long an upload that ended is still known, and a line of a manifest whose recording never came."""

OWN_NAME = re.compile(re.escape(UPLOADS) + "[0-9a-f]{32}")
"""Keys that the API gives out; a recording system may keep files of other names there."""


def forget_strays(desk: Desk, older: timedelta = STRAY_AFTER, *, at_once: int = 500) -> int:
    """Remove what was uploaded long ago and belongs to no recording; says how many objects that were.

    Parts that were never joined are removed as well, and uploads that ended long ago are forgotten. Nothing outside `uploads/` is looked at, and nothing there that the API did not name.

    Args:
        desk: a worker's.
        older: how long ago.
        at_once: keys the database is asked about in one go.

    Raises:
        StorageError: the database or the object store is away.
    """
    count = _forget_parts(desk, older)
    with desk.store.begin() as unit:
        unit.uploads.forget(desk.now() - REMEMBERED)
        unit.manifests.forget(desk.now() - REMEMBERED)
    old = _old(desk, older)
    while batch := tuple(islice(old, at_once)):
        with desk.store.read() as unit:
            known = unit.recordings.known_keys(batch)
        for key in batch:
            if key not in known:
                desk.objects.remove(key)
                count += 1
    if count:
        _log.warning("%d uploads that were broken off and belong to no recording were removed.", count)
    return count


def _forget_parts(desk: Desk, older: timedelta) -> int:
    before, count = desk.now() - older, 0
    for each in desk.objects.unfinished(UPLOADS):
        if each.begun_at < before and OWN_NAME.fullmatch(each.key):
            desk.objects.forget_parts(each.key, each.handle)
            count += 1
    return count


def _old(desk: Desk, older: timedelta) -> Iterator[str]:
    before = desk.now() - older
    for stat in desk.objects.list(UPLOADS):
        if stat.modified_at < before and OWN_NAME.fullmatch(stat.key):
            yield stat.key
