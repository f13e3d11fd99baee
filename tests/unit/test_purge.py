"""Whatever is planned, held, released, told, approved, cancelled and executed, in any order: holds beat purges."""

import tempfile
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from qa.content import Layer
from qa.legal_hold import LegalHold, Subject, release
from qa.purge import Demand, PurgeState, finish, plan
from qa.retention import CALL_START, Kept, after, kept, read, retention_schema
from storage.house_keys import HouseKeys, Sealing
from storage.planning import approve, cancel, plan_demand, plan_due
from storage.purging import execute_all
from storage.uow import Store, open_store
from tests.house import empty_database
from tests.keeping import FILE, keeping, kept_call

CALLS = tuple(f"rec-{number:04}" for number in (1, 2, 3))
calls = st.sampled_from(CALLS)


class Purges(RuleBasedStateMachine):
    """A house with three calls; the model knows only who is on hold."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        where = Path(self.folder.name)
        (where / "everycall.db").write_bytes(empty_database())
        self.store: Store = open_store("", where, sealing=Sealing(HouseKeys(where / "content.key")))
        self.house = keeping(self.store, where)
        for number, name in enumerate(CALLS, start=1):
            facts = {"product": "insurance"} if number == 1 else {}
            assert kept_call(self.house, number, business=facts).id == name
        self.holds: dict[str, LegalHold] = {}
        self.erased_at: dict[str, frozenset[Layer]] = dict.fromkeys(CALLS, frozenset())

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(call=calls)
    def put(self, call: str) -> None:
        hold = LegalHold(
            uuid.uuid4().hex, Subject.RECORDING, call, None, None, "a suit", "Li", datetime.now(UTC)
        )
        with self.store.begin() as unit:
            unit.legal_holds.put(hold)
        self.holds[hold.id] = hold

    @precondition(lambda self: self.holds)
    @rule(data=st.data())
    def release(self, data: st.DataObject) -> None:
        hold = self.holds.pop(data.draw(st.sampled_from(sorted(self.holds))))
        with self.store.begin() as unit:
            unit.legal_holds.save(release(hold, actor="Li", reason="over", now=datetime.now(UTC)))

    @rule(call=calls, day=st.dates(date(2000, 1, 1), date(2040, 1, 1)))
    def tell(self, call: str, day: date) -> None:
        with self.store.begin() as unit:
            unit.business_dates.put(call, "contract_end", day)

    @rule()
    def plan(self) -> None:
        plan_due(self.house, "Li")

    @rule(number=st.integers(1, 3))
    def demand(self, number: int) -> None:
        with self.store.read() as unit:
            if unit.recordings.get(CALLS[number - 1]).metadata.customer_ref is None:
                return
        plan_demand(self.house, "Li", Demand("customer_ref", f"c-{number}", "they asked"))

    @rule()
    def approve(self) -> None:
        with self.store.read() as unit:
            planned = unit.purges.all(PurgeState.PLANNED)
        for each in planned[:1]:
            approve(self.house, each.id, actor="Wang", seen=each.digest)

    @rule()
    def cancel(self) -> None:
        with self.store.read() as unit:
            open_ = unit.purges.all(PurgeState.PLANNED, PurgeState.APPROVED)
        for each in open_[:1]:
            cancel(self.house, each.id, actor="Wang", reason="not now")

    @rule()
    def execute(self) -> None:
        held = {hold.ref for hold in self.holds.values()}
        before = dict(self.erased_at)
        execute_all(self.house)
        for call in CALLS:
            now = self._erased(call)
            if call in held:
                assert now == before[call], "what is on hold was erased"
            self.erased_at[call] = now

    @invariant()
    def nothing_is_erased_twice_or_without_an_execution(self) -> None:
        for call in CALLS:
            assert self._erased(call) == self.erased_at[call]
            with self.store.read() as unit:
                told = [event.details["layers"].split() for event in unit.audit.of(call)]
            layers = [layer for each in told for layer in each]
            assert len(layers) == len(set(layers))
            assert set(layers) == {layer.value for layer in self.erased_at[call]}

    def _erased(self, call: str) -> frozenset[Layer]:
        with self.store.read() as unit:
            erased = unit.recordings.get(call).erased
        return erased.layers if erased else frozenset()


Purges.TestCase.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
TestPurges = Purges.TestCase


@pytest.mark.parametrize(
    ("day", "period", "then"),
    [
        (date(2024, 2, 29), "1 year", date(2025, 2, 28)),
        (date(2024, 1, 31), "1 month", date(2024, 2, 29)),
        (date(2024, 12, 31), "2 months", date(2025, 2, 28)),
        (date(2024, 1, 1), "90 days", date(2024, 3, 31)),
        (date(2024, 1, 1), "2 weeks", date(2024, 1, 15)),
        (date(9990, 1, 1), "9999 weeks", date.max),
    ],
)
def test_times_count_by_the_calendar(day: date, period: str, then: date) -> None:
    assert after(day, period) == then


def test_what_is_kept_longest_decides_and_an_unknown_day_holds_all() -> None:
    house = read(FILE)
    facts = {"business.product": "insurance"}
    called = date(2026, 3, 1)
    waits = kept(house, facts, {}, called=called)
    assert waits[Layer.AUDIO] == Kept(None, ("contract_end",), ("insurance", "every call"))
    assert not waits[Layer.AUDIO].due(date(2100, 1, 1))
    told = kept(house, facts, {"contract_end": date(2027, 1, 1)}, called=called)
    assert told[Layer.AUDIO].until == date(2032, 1, 1)
    assert not told[Layer.AUDIO].due(date(2032, 1, 1))
    assert told[Layer.AUDIO].due(date(2032, 1, 2))
    early = kept(house, facts, {"contract_end": date(2001, 1, 1)}, called=called)
    assert early[Layer.AUDIO].until == called + timedelta(days=90)
    assert kept(house, {}, {CALL_START: date(1, 1, 1)}, called=called)[Layer.AUDIO].until == date(2026, 5, 30)


def problems(text: str) -> Iterator[str]:
    from qa.errors import RetentionInvalid

    with pytest.raises(RetentionInvalid) as refused:
        read(text)
    yield from refused.value.problems


def test_all_that_is_wrong_is_told_at_once_with_its_line() -> None:
    text = """
classes:
  - name: one
    keep: {audio: 5 yrs, transcript: 1 year}
  - name: one
    counts_from: Contract-End
    keep: {audio: 90 days, transkript: 1 year}
"""
    told = list(problems(text))
    assert any("retention.yaml:4" in line and "5 yrs" in line and "90 days" in line for line in told)
    assert any("retention.yaml:7" in line and "transkript" in line for line in told)
    assert any("retention.yaml:6" in line for line in told)
    assert list(problems("classes: []"))
    doubled = FILE.replace("every call", "insurance")
    assert any("is taken by a class above" in line for line in problems(doubled))
    assert list(problems("classes: *x"))


def test_the_schema_knows_what_the_reader_takes() -> None:
    from jsonschema import Draft202012Validator

    from scoring.document import parse

    schema = Draft202012Validator(retention_schema())
    assert list(schema.iter_errors(parse(FILE).value)) == []
    assert not schema.is_valid(
        {"classes": [{"name": "a", "keep": {"audio": "5 yrs", "transcript": "1 year"}}]}
    )


def test_only_an_approved_purge_ends() -> None:
    made = plan((), purge_id="p", actor="Li", now=datetime.now(UTC))
    with pytest.raises(Exception, match="can be finished"):
        finish(made, {}, datetime.now(UTC))
