"""What recording systems call the calls that an answer names by our ids; people know them by that."""

from collections.abc import Iterable, Mapping

from qa.access import Action, Person, scope
from storage.uow import Unit

CallIds = Mapping[str, str]
"""Id of a recording → its call's in the recording system. Calls without one, and those that whoever asks may not read,
are left out."""


def call_ids(unit: Unit, recordings: Iterable[str], person: Person) -> CallIds:
    """Tell a person the ids that some calls have in their recording systems.

    Args:
        unit: may see more than the person.
        recordings: ids of ours; may come repeatedly.
        person: who asks.
    """
    return unit.recordings.call_ids(sorted(set(recordings)), scope(person, Action.READ_RECORDING))
