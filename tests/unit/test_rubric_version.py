"""A rubric's versions: drafted, published through the gates or by force, retired, and kept in line with files."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from qa.errors import GateShut, TransitionRefused, VersionTaken
from qa.house_events import RubricAdded, RubricPublished, RubricRetired, RubricTried
from qa.rubric_version import HOUSE, RubricVersion, displaced, draft, happened, publish, retire, shelved
from scoring.errors import RubricInvalid
from scoring.form import Status
from scoring.gate import Gate, Reason, Verdict
from scoring.source import Source
from tests.forms import source

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def drafted(phrase: str = "good morning", *former: RubricVersion, version: str = "1") -> RubricVersion:
    return draft(source(phrase, version=version), former=former, author="Lin", reason="a start", now=NOW)


def verdict(version: RubricVersion, *problems: str) -> Verdict:
    made = version.source.judge(())
    return Verdict((Reason(Gate.EXAMPLES, problems),) if problems else (), made.report, made.mutation)


def published(
    version: RubricVersion, to: Status = Status.ACTIVE, *problems: str, **how: object
) -> RubricVersion:
    asked = {"actor": "Mia", "reason": "agreed", "now": NOW, **how}
    return publish(version, to, verdict=verdict(version, *problems), **asked)  # type: ignore[arg-type]


def test_a_new_version_is_a_draft_of_its_author() -> None:
    one = drafted()
    assert (one.status, one.revision, one.author, one.reason) == (Status.DRAFT, 1, "Lin", "a start")
    assert one.digest == one.rubric.digest
    assert drafted("good day", one, version="2").revision == 2


def test_content_is_the_same_whatever_the_layout_and_the_status() -> None:
    one, other = (
        source(),
        replace(source(status="active"), text=source(status="active").text + "\n# a comment\n"),
    )
    assert one.rubric().digest == other.rubric().digest
    assert one.rubric().digest != source("good day").rubric().digest


def test_the_very_same_is_not_taken_twice_and_a_number_stands_for_one_content() -> None:
    one = drafted()
    with pytest.raises(VersionTaken, match="says the very same already, as revision 1") as same:
        drafted("good morning", one, version="1")
    assert same.value.existing == one.digest
    with pytest.raises(VersionTaken, match="raise `version` in the file"):
        drafted("good day", one, version="1")


def test_what_cannot_be_read_is_not_taken() -> None:
    with pytest.raises(RubricInvalid, match="no field here"):
        draft(
            replace(source(), text=source().text + "wrong: 1\n"), former=(), author="Lin", reason="x", now=NOW
        )


@pytest.mark.parametrize("to", [Status.TRIAL, Status.ACTIVE])
def test_passes_the_gates_into_use(to: Status) -> None:
    moved = published(drafted(), to)
    assert (moved.status, moved.changed_by, moved.changed_why, moved.forced) == (to, "Mia", "agreed", ())
    assert moved.in_use


def test_a_shut_gate_is_told_with_every_problem() -> None:
    problems = [f"example {n}: wrong" for n in range(5)]
    with pytest.raises(GateShut, match=r"examples: example 0: wrong; .*; …") as shut:
        published(drafted(), Status.ACTIVE, *problems)
    assert shut.value.problems == tuple(f"examples: {p}" for p in problems)


def test_force_keeps_what_stood_against_it() -> None:
    moved = published(drafted(), Status.ACTIVE, "wrong", force=True)
    assert moved.forced == ("examples: wrong",)
    assert published(drafted(), force=True).forced == ()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda v: published(v, Status.RETIRED), "as trial or as active, not as retired"),
        (lambda v: published(published(v)), "is active already"),
        (lambda v: published(published(v), Status.TRIAL), "is active; publish another version"),
        (lambda v: published(v, reason=" "), "for a reason; give one"),
        (lambda v: published(v, actor=""), "by a person, not by ''"),
        (lambda v: published(v, actor=HOUSE), "by a person, not by 'everycall'"),
        (lambda v: retire(v, actor="Mia", reason="old", now=NOW), "is draft; only what is in use"),
    ],
)
def test_refuses(change: object, told: str) -> None:
    with pytest.raises(TransitionRefused, match=told):
        change(drafted())  # type: ignore[operator]


def test_what_was_retired_may_come_back() -> None:
    old = retire(published(drafted()), actor="Mia", reason="replaced", now=NOW)
    assert old.status is Status.RETIRED
    assert published(old).status is Status.ACTIVE


def test_one_version_of_a_kind_has_each_place() -> None:
    one, two = published(drafted()), drafted("good day", version="2")
    trial = published(drafted("hello there", version="3"), Status.TRIAL)
    gone = displaced(published(two), [one, two, trial])
    assert [(v.digest, v.status, v.changed_by) for v in gone] == [(one.digest, Status.RETIRED, "Mia")]
    assert "form 2 (en) revision 1 took its place" in gone[0].changed_why


def test_each_change_is_an_event() -> None:
    one = drafted()
    events = [
        happened(v)
        for v in (
            one,
            published(one, Status.TRIAL),
            published(one),
            retire(published(one), actor="Mia", reason="old", now=NOW),
        )
    ]
    assert [type(e) for e in events] == [RubricAdded, RubricTried, RubricPublished, RubricRetired]
    assert [e.actor for e in events] == ["Lin", "Mia", "Mia", "Mia"]
    forced = happened(published(one, Status.ACTIVE, "wrong", force=True))
    assert forced.details()["forced"] == "examples: wrong"
    assert forced.wakes is None


def shelf(known: tuple[RubricVersion, ...], *found: Source) -> dict[str, RubricVersion]:
    """Bring versions in line with files; all versions by their number."""
    after = {v.digest: v for v in known} | {v.digest: v for v in shelved(known, found, now=NOW)}
    return {v.rubric.version: v for v in after.values()}


def statuses(versions: dict[str, RubricVersion]) -> dict[str, str]:
    return {number: version.status.value for number, version in versions.items()}


def test_the_files_are_the_first_versions() -> None:
    found = shelf(
        (),
        source(status="active"),
        source("good day", version="2", status="trial"),
        source("hi all", version="3"),
    )
    assert statuses(found) == {"1": "active", "2": "trial"}
    assert {v.author for v in found.values()} == {HOUSE}
    assert shelved(tuple(found.values()), [v.source for v in found.values()], now=NOW) == ()


def test_a_changed_file_takes_the_place_of_the_former() -> None:
    first = shelf((), source(status="active"))
    second = shelf(tuple(first.values()), source("good day", version="2", status="active"))
    assert statuses(second) == {"1": "retired", "2": "active"}
    assert second["2"].revision == 2
    back = shelf(tuple(second.values()), source(status="active"))
    assert statuses(back) == {"1": "active", "2": "retired"}


def test_a_file_changed_without_a_new_number_is_a_new_version() -> None:
    first = tuple(shelf((), source(status="active")).values())
    changed = shelved(first, [source("good day", status="active")], now=NOW)
    assert sorted((v.revision, v.status.value) for v in changed) == [(1, "retired"), (2, "active")]


def test_a_file_that_is_gone_or_says_another_status_is_followed() -> None:
    first = tuple(shelf((), source(status="active")).values())
    assert statuses(shelf(first)) == {"1": "retired"}
    assert statuses(shelf(first, source(status="trial"))) == {"1": "trial"}
    assert statuses(shelf(first, source(status="draft"))) == {"1": "retired"}


def test_once_a_person_has_published_files_bring_drafts_only() -> None:
    first = shelf((), source(status="active"))["1"]
    mine = published(
        draft(source("good day", version="2"), former=[first], author="Lin", reason="better", now=NOW)
    )
    known = (*displaced(mine, [first]), mine)
    after = shelf(known, source(status="active"), source("hello there", version="3", status="active"))
    assert statuses(after) == {"1": "retired", "2": "active", "3": "draft"}
    assert statuses(shelf(known)) == {"1": "retired", "2": "active"}


def test_a_draft_of_a_person_does_not_hold_the_file() -> None:
    first = shelf((), source(status="active"))["1"]
    mine = draft(source("good day", version="2"), former=[first], author="Lin", reason="better", now=NOW)
    after = shelf((first, mine), source("hello there", version="3", status="active"))
    assert statuses(after) == {"1": "retired", "2": "draft", "3": "active"}


def test_each_rubric_is_for_itself() -> None:
    found = shelved((), [source(status="active"), source("a b", name="other", status="active")], now=NOW)
    assert [(v.rubric.id, v.revision) for v in found] == [("form", 1), ("other", 1)]
