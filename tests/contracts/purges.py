"""How every database must plan, approve and execute a purge, and what is left of a call after it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from qa.content import Layer, Original
from qa.errors import ContentGone, OwnPlan, PlanChanged, TransitionRefused
from qa.legal_hold import LegalHold, Subject
from qa.metadata import CallMetadata
from qa.purge import Demand, ItemState, PurgeState
from qa.receipt import altered
from qa.recording import Stage, State, redrive
from storage.errors import Conflict, ContentErased, NotFound, ObjectMissing
from storage.folder import FolderObjects
from storage.planning import approve, cancel, plan_demand, plan_due, plan_nightly
from storage.purging import STAYS, execute_all, reapply
from storage.uow import Store
from storage.vault import sound_of
from tests.contracts.steps import add, change, get, heard
from tests.contracts.values import at, evaluation, recording
from tests.keeping import ALL, LATER, approved, held, hold, issued, keeping, kept_call, states


class PurgesContract:
    """Subclasses bring the fixtures `store` (empty, upgraded, sealing) and `tmp_path`."""

    def test_what_is_due_is_planned_approved_by_another_and_erased(
        self, store: Store, tmp_path: Path
    ) -> None:
        house = keeping(store, tmp_path)
        kept_call(house)
        made = plan_due(house, "Li")
        assert made is not None
        assert (made.recordings, made.size, made.state) == (1, 3, PurgeState.PLANNED)
        assert execute_all(house) == 0
        with pytest.raises(OwnPlan):
            approve(house, made.id, actor=" li", seen=made.digest)
        with pytest.raises(PlanChanged):
            approve(house, made.id, actor="Wang", seen="0" * 64)
        approved(house, made.id)
        with pytest.raises(TransitionRefused):
            approved(house, made.id)
        assert execute_all(house) == 1
        assert execute_all(house) == 0
        found = get(store)
        assert found.erased is not None
        assert (found.erased.layers, found.erased.purge) == (frozenset({Layer.AUDIO}), made.id)
        assert (found.vault, found.original) == (None, Original.REMOVED)
        assert list(house.objects.list()) == []
        with pytest.raises(ContentErased, match=f"audio of recording rec-0001 .* {made.id}"):
            sound_of(store, house.objects, found)
        with store.read() as unit:
            assert unit.transcripts.get("tr-1")  # its time is not over
            assert unit.purges.get(made.id).state is PurgeState.EXECUTED
            names = [event.name for event in unit.audit.of("rec-0001")]
        assert names == ["recording.erased"]
        assert plan_due(house, "Li") is None

    def test_after_the_words_scores_and_receipts_remain(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        call = kept_call(house, business={"phone": "138", "product": "phones"})
        with store.read() as unit:
            before = unit.receipts.get("ev-1")
        made = plan_demand(house, "Li", Demand("customer_ref", "c-1", "they asked"))
        approved(house, made.id)
        assert execute_all(house) == 1
        found = get(store)
        assert found.metadata.customer_ref is None
        assert found.metadata.business == {"product": "phones"}
        assert (found.metadata.agent_id, found.state) == (call.metadata.agent_id, State.DONE)
        with store.read() as unit:
            with pytest.raises(ContentErased, match=made.id):
                unit.transcripts.get("tr-1")
            card = unit.evaluations.get("ev-1").scorecard
            after = unit.receipts.get("ev-1")
            assert unit.answers.of("tr-1") == {}
            assert unit.purges.get(made.id).demand == Demand("customer_ref", "", "they asked")
        assert "您好" not in str(card)
        assert [finding.earned for finding in card.findings] == [5.0, None]
        assert (after.parts["scorecard"], after.digest) == (None, before.digest)
        assert after.parts["scores"] == before.parts["scores"]
        plain = {"form": after.form, "parts": after.parts, "digests": after.digests, "digest": after.digest}
        assert altered(plain) == ()
        with pytest.raises(ContentGone):
            redrive(found, now=LATER)

    def test_rows_from_before_sealing_are_erased_as_well(self, store: Store, tmp_path: Path) -> None:
        plain = Store(store._engine)
        house = keeping(plain, tmp_path)
        call = recording()
        add(plain, replace(call, stage=Stage.SCORE, state=State.DONE, transcript="tr-1"))
        with plain.begin() as unit:
            stored = unit.transcripts.add(heard())
            unit.evaluations.add(evaluation())
            unit.receipts.add("ev-1", issued(evaluation(), call, stored), at=at(2))
        change(plain, "rec-0001", lambda r: replace(r, metadata=CallMetadata(customer_ref="c-9")))
        made = plan_demand(house, "Li", Demand("customer_ref", "c-9", "they asked"))
        approved(house, made.id)
        assert execute_all(house) == 1
        with plain.read() as unit:
            with pytest.raises(ContentErased):
                unit.transcripts.get("tr-1")
            assert "您好" not in str(unit.evaluations.get("ev-1"))
            assert unit.receipts.get("ev-1").parts["scorecard"] is None
        assert states(house, made.id) == {"rec-0001": (ItemState.ERASED, STAYS)}

    @pytest.mark.parametrize(
        "what",
        [
            hold(Subject.RECORDING, "rec-0001"),
            hold(Subject.CALL, "call-0001"),
            hold(Subject.CUSTOMER, "c-1"),
            hold(Subject.AGENT, "a-1", since=date(2026, 3, 1), until=date(2026, 3, 2)),
        ],
        ids=lambda what: what.subject,
    )
    def test_a_legal_hold_beats_all(self, store: Store, tmp_path: Path, what: LegalHold) -> None:
        house = keeping(store, tmp_path)
        call = kept_call(house, source_call_id="call-0001", agent_id="a-1")
        with held(house, what):
            assert plan_due(house, "Li") is None
        made, asked = plan_due(house, "Li"), plan_demand(house, "Li", Demand("customer_ref", "c-1", "they"))
        assert made is not None
        for each in (made, asked):
            approved(house, each.id)
        again = replace(what, id="again")
        with held(house, again):
            assert execute_all(house) == 0
        for each in (made, asked):
            assert states(house, each.id) == {call.id: (ItemState.SKIPPED, "on legal hold again")}
        assert get(store).erased is None
        assert b"".join(sound_of(store, house.objects, get(store)).read(0, None)) == b"abc"

    def test_what_changed_since_it_was_planned_is_skipped(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        for number in (1, 2, 3):
            kept_call(house, number, business={"product": "insurance"})
        with store.begin() as unit:
            for name in ("rec-0001", "rec-0002", "rec-0003"):
                assert unit.business_dates.put(name, "contract_end", date(2021, 1, 1))
            assert not unit.business_dates.put("rec-0001", "contract_end", date(2021, 1, 1))
        made = plan_due(house, "Li")
        assert made is not None
        assert made.recordings == 3
        with store.begin() as unit:
            assert unit.business_dates.put("rec-0001", "contract_end", date(2025, 1, 1))
        change(store, "rec-0002", lambda r: redrive(r, now=LATER, stage=Stage.SCORE))
        approved(house, made.id)
        assert execute_all(house) == 1
        assert states(house, made.id) == {
            "rec-0001": (
                ItemState.SKIPPED,
                "the audio is not due: kept until 2030-01-01 (insurance, every call)",
            ),
            "rec-0002": (ItemState.SKIPPED, "still waiting; it is planned again once it has ended"),
            "rec-0003": (ItemState.ERASED, ""),
        }

    def test_while_a_day_is_unknown_all_is_kept(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path, LATER + timedelta(days=365 * 30))
        call = kept_call(house, business={"product": "insurance"})
        assert plan_due(house, "Li") is None or "scores" in str(plan_due(house, "Li"))
        with store.read() as unit:
            kept = house.kept(unit, [call])[call.id]
        assert kept[Layer.AUDIO].why == "waits for contract_end (insurance, every call)"

    def test_killed_at_any_point_it_goes_on(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        for number in range(1, 5):
            kept_call(house, number)
        made = plan_due(house, "Li")
        assert made is not None
        approved(house, made.id)

        class Dies(FolderObjects):
            """Is killed at its n-th removal, before it or after it."""

            left = 0
            after = False

            def remove(self, key: str) -> None:
                if self.after or self.left:
                    super().remove(key)
                if self.left == 0:
                    raise KeyboardInterrupt
                self.left -= 1

        erased = 0
        for left in range(4):
            dies = Dies(tmp_path / "objects")
            dies.left, dies.after = left % 3, left % 2 == 1
            with pytest.raises(KeyboardInterrupt):
                execute_all(replace(house, objects=dies))
        erased += execute_all(house)
        assert erased >= 1
        assert {state for state, _ in states(house, made.id).values()} == {ItemState.ERASED}
        assert list(house.objects.list()) == []
        with store.read() as unit:
            assert unit.purges.get(made.id).erased == 4
            for number in range(1, 5):
                names = [event.name for event in unit.audit.of(f"rec-{number:04}")]
                assert names == ["recording.erased"]

    def test_who_loaded_it_before_saves_it_no_more(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        kept_call(house)
        before = get(store)
        made = plan_due(house, "Li")
        assert made is not None
        approved(house, made.id)
        execute_all(house)
        with pytest.raises(Conflict), store.begin() as unit:
            unit.recordings.save(redrive(before, now=LATER), loaded=before)

    def test_a_nightly_plan_waits_and_gives_way(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        kept_call(house)
        first = plan_nightly(house, unasked=False)
        second = plan_nightly(house, unasked=False)
        assert first is not None
        assert second is not None
        assert execute_all(house) == 0
        with store.read() as unit:
            assert unit.purges.get(first.id).state is PurgeState.CANCELLED
        third = plan_nightly(house, unasked=True)
        assert third is not None
        assert third.state is PurgeState.APPROVED
        assert execute_all(house) == 1

    def test_a_cancelled_purge_erases_nothing(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        kept_call(house)
        made = plan_due(house, "Li")
        assert made is not None
        approved(house, made.id)
        cancel(house, made.id, actor="Wang", reason="not now")
        assert execute_all(house) == 0
        assert get(store).erased is None
        with pytest.raises(TransitionRefused):
            cancel(house, made.id, actor="Wang", reason="again")
        with pytest.raises(NotFound):
            plan_demand(house, "Li", Demand("customer_ref", "nobody", "they asked"))

    def test_what_was_erased_is_erased_again_after_a_restore(self, store: Store, tmp_path: Path) -> None:
        house = keeping(store, tmp_path)
        kept_call(house)  # as the backup had it
        assert reapply(house, "rec-0001", ALL, "p-before", at(5))
        assert not reapply(house, "rec-0001", ALL, "p-before", at(5))
        found = get(store)
        assert found.erased is not None
        assert (found.erased.purge, found.erased.audio) == ("p-before", at(5))
        assert list(house.objects.list()) == []
        with pytest.raises(ObjectMissing):
            house.objects.stat("vault/rec-0001/1")

    def test_after_their_time_scores_go_and_that_it_was_judged_stays(
        self, store: Store, tmp_path: Path
    ) -> None:
        house = keeping(store, tmp_path, LATER + timedelta(days=800))
        kept_call(house)
        made = plan_due(house, "Li")
        assert made is not None
        approved(house, made.id)
        assert execute_all(house) == 1
        with store.read() as unit:
            (left,) = unit.evaluations.of("rec-0001")
        assert (left.scorecard.score, left.scorecard.sections) == (None, ())
        assert get(store).erased is not None
        assert plan_due(house, "Li") is None
