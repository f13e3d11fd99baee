"""Filters that somebody gave a name, for a list that they look at often; they are that person's alone."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from qa.errors import QaError, TransitionRefused

MOST = 50
"""Filters that one person keeps for one list."""

LONGEST = 4000
"""Characters of one, as JSON."""


class FilterTooLong(QaError):
    """More is asked for than one saved filter holds."""

    code = "qa.filter_too_long"


class FilterNameTaken(TransitionRefused):
    """The person has a filter of that name for the list."""

    code = "qa.filter_name_taken"


class TooManyFilters(TransitionRefused):
    """The person has as many filters for the list as one may."""

    code = "qa.too_many_filters"


class FilteredList(StrEnum):
    """What is narrowed."""

    INBOX = "inbox"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """What a person narrows a list by.

    Attributes:
        id: unique.
        list: which list.
        name: as the person calls it; one of the kind for each list.
        filters: parameters of the list, as it takes them.
        saved_at: when it was last changed.
    """

    id: str
    list: FilteredList
    name: str
    filters: Mapping[str, Any]
    saved_at: datetime


def check_kept(wanted: SavedFilter, kept: Sequence[SavedFilter]) -> None:
    """See that a filter can be kept beside those that a person has.

    Args:
        wanted: new, or changed.
        kept: all of that person; the one that is changed may be among them.

    Raises:
        FilterTooLong: it holds too much.
        FilterNameTaken: another one for the same list has its name.
        TooManyFilters: there are as many as there may be.
    """
    size = len(json.dumps(wanted.filters, ensure_ascii=False))
    if size > LONGEST:
        raise FilterTooLong(
            f"The filters of {wanted.name!r} are {size:,} characters, and one holds {LONGEST:,}; narrow by less."
        )
    others = [each for each in kept if each.list is wanted.list and each.id != wanted.id]
    if any(each.name == wanted.name for each in others):
        raise FilterNameTaken(
            f"There is a filter {wanted.name!r} for the {wanted.list} already; change that one, or choose another name."
        )
    if len(others) >= MOST:
        raise TooManyFilters(
            f"There are {len(others)} filters for the {wanted.list}, as many as one person keeps; remove one first."
        )
