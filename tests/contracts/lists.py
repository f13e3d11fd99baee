"""What every database must list, in pages and by filter."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.flag import Flag, FlagKind
from qa.recording import Recording, Stage, State
from storage.errors import CursorInvalid
from storage.filters import Filter, Order
from storage.uow import Store
from tests.contracts.steps import add, heard, ids, properties
from tests.contracts.values import at, evaluation, recording, scorecard


class ListsContract:
    """Subclasses bring the fixtures `store` (empty, upgraded) and `fresh` (gives such a store)."""

    @properties
    @given(
        moments=st.lists(st.integers(0, 5), max_size=12),
        limit=st.integers(1, 5),
        order=st.sampled_from(Order),
    )
    def test_pages_show_everything_once_and_in_order(
        self, fresh: Callable[[], Store], moments: list[int], limit: int, order: Order
    ) -> None:
        store = fresh()
        made = [replace(recording(n), received_at=at(moment)) for n, moment in enumerate(moments)]
        add(store, *made)
        found: list[Recording] = []
        cursor = None
        with store.read() as unit:
            while True:
                page = unit.recordings.page(order=order, limit=limit, cursor_at=cursor)
                assert len(page.recordings) <= limit
                found += page.recordings
                cursor = page.next
                if cursor is None:
                    break
        made.sort(key=lambda it: (it.received_at, it.id), reverse=order is Order.NEWEST)
        assert [it.id for it in found] == [it.id for it in made]

    def test_a_cursor_goes_on_though_new_calls_came(self, store: Store) -> None:
        add(store, *(recording(n) for n in range(4)))
        with store.read() as unit:
            page = unit.recordings.page(limit=2)
        add(store, recording(9))
        with store.read() as unit:
            rest = unit.recordings.page(limit=9, cursor_at=page.next)
        assert [it.id for it in rest.recordings] == ["rec-0001", "rec-0000"]

    def test_a_cursor_that_was_altered_or_is_of_another_list_is_refused(self, store: Store) -> None:
        add(store, *(recording(n) for n in range(3)))
        with store.read() as unit:
            cursor = unit.recordings.page(limit=1).next
            assert cursor is not None
            flipped = cursor[:20] + ("A" if cursor[20] != "A" else "B") + cursor[21:]
            for bad in (
                "",
                "x",
                "é",
                cursor[:-1],
                cursor + "A",
                cursor + "=",
                " " + cursor,
                flipped,
                cursor[::-1],
            ):
                with pytest.raises(CursorInvalid):
                    unit.recordings.page(limit=1, cursor_at=bad)
            with pytest.raises(CursorInvalid):
                unit.recordings.page(Filter(source="pbx"), limit=1, cursor_at=cursor)
            with pytest.raises(CursorInvalid):
                unit.recordings.page(order=Order.OLDEST, limit=1, cursor_at=cursor)

    @pytest.mark.parametrize(
        ("chosen", "expected"),
        [
            (Filter(), [1, 2, 3]),
            (Filter(source="pbx"), [1, 2]),
            (Filter(states=(State.FAILED, State.DONE)), [2, 3]),
            (Filter(stage=Stage.SCORE), [3]),
            (Filter(language="zh"), [1]),
            (Filter(agent="a1"), [1]),
            (Filter(queue="billing"), [2]),
            (Filter(team="east"), [3]),
            (Filter(flag=FlagKind.AUTO_FAIL), [1]),
            (Filter(flag=FlagKind.HEALTH), []),
            (Filter(received_from=at(2)), [2, 3]),
            (Filter(received_before=at(2)), [1]),
            (Filter(started_from=at(-50)), [2]),
            (Filter(started_before=at(-50)), [1]),
            (Filter(rubric="compliance"), [1, 2]),
            (Filter(rubric="empathy"), []),
            (Filter(score_from=50), [1]),
            (Filter(score_to=50), [2]),
            (Filter(rubric="compliance", score_from=30, score_to=40), [2]),
            (Filter(text="C%1"), [1]),
            (Filter(text="c_1"), []),
            (Filter(text="REC-0003"), [3]),
            (Filter(audio_sha256="ab" * 32), [2]),
            (Filter(source="pbx", agent="a1", flag=FlagKind.AUTO_FAIL, score_from=50), [1]),
            (Filter(source="pbx'; DROP TABLE recordings; --"), []),
        ],
    )
    def test_filters(self, store: Store, chosen: Filter, expected: list[int]) -> None:
        add(
            store,
            replace(
                recording(1, source_call_id="xc%1", agent_id="a1", started_at=at(-60).isoformat()),
                language="zh",
            ),
            replace(
                recording(2, queue="billing", started_at=at(-40).isoformat()),
                state=State.FAILED,
                audio_sha256="ab" * 32,
            ),
            replace(recording(3, source="crm", team="east"), state=State.DONE, stage=Stage.SCORE),
        )
        with store.begin() as unit:
            unit.transcripts.add(heard())
            unit.transcripts.add(heard(2, of="rec-0002"))
            unit.flags.replace("rec-0001", (Flag(FlagKind.AUTO_FAIL, "why"), Flag(FlagKind.UNDECIDED, "why")))
            unit.evaluations.add(evaluation(1, card=scorecard(score=80.0)))
            unit.evaluations.add(
                evaluation(2, card=scorecard(score=40.0), recording="rec-0002", transcript="tr-2")
            )
        assert ids(store, chosen) == [f"rec-{n:04}" for n in expected]

    def test_tallies_by_stage_and_state(self, store: Store) -> None:
        add(
            store,
            recording(1),
            recording(2),
            replace(recording(3), state=State.DONE, stage=Stage.SCORE, progress=1.0),
        )
        with store.read() as unit:
            tallies = unit.recordings.tally()
            assert unit.recordings.tally(Filter(source="nobody")) == ()
        assert [(t.stage, t.state, t.count, t.progress) for t in tallies] == [
            (Stage.INGEST, State.WAITING, 2, 0.0),
            (Stage.SCORE, State.DONE, 1, 1.0),
        ]
