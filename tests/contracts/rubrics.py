"""How every database must keep the versions of rubrics."""

from dataclasses import replace

import pytest

from qa.events import Event
from qa.rubric_version import happened
from scoring.form import Status
from storage.errors import Conflict, NotFound
from storage.uow import Store
from tests.contracts.values import rubric_version


class RubricsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `told` (events published so far)."""

    def test_a_rubrics_version_comes_back_and_only_its_life_changes(self, store: Store) -> None:
        first, second = rubric_version(), rubric_version("good day", "2", revision=2)
        with store.begin() as unit:
            unit.rubrics.put(first)
            unit.rubrics.put(second)
            unit.rubrics.put(rubric_version("hello there", language="zh"))
        moved = replace(second, status=Status.ACTIVE, changed_by="Mia", forced=("lint: x",))
        with store.begin() as unit:
            unit.rubrics.put(replace(moved, reason="another", source=first.source))
        with store.read() as unit:
            assert unit.rubrics.get(first.digest) == first
            assert unit.rubrics.get(second.digest) == replace(
                moved, rubric=second.rubric.model_copy(update={"status": Status.ACTIVE})
            )
            assert [v.revision for v in unit.rubrics.of("form", "en")] == [1, 2]
            assert len(unit.rubrics.of()) == 3
            used = unit.rubrics.in_use()
            assert [(r.digest, r.status) for r in used] == [(second.digest, Status.ACTIVE)]
            with pytest.raises(NotFound, match="no version"):
                unit.rubrics.get("nothing")

    def test_two_versions_cannot_be_the_same_revision(self, store: Store) -> None:
        with store.begin() as unit:
            unit.rubrics.put(rubric_version())
        with pytest.raises(Conflict, match="at the same moment"), store.begin() as unit:
            unit.rubrics.put(rubric_version("good day", "2"))

    def test_an_event_of_a_rubric_is_kept_with_no_recording(self, store: Store, told: list[Event]) -> None:
        with store.begin() as unit:
            unit.record(happened(rubric_version()))
        assert [event.name for event in told] == ["rubric.added"]
        with store.read() as unit:
            assert unit.audit.of("") == ()
