"""The same message reaches two workers at the same moment: one of them works, the other finds nothing to do."""

import threading
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from qa.events import RecordingReceived
from tests.desks import Plan, check_each_done_once, settled
from tests.integration.chaos import PATIENT, check_audio, deliver_some, log, tell, wait_until
from tests.launched import Launched
from workers.queue import connect

pytestmark = pytest.mark.integration

CALLS, TIMES = 8, 4


def test_the_same_message_many_times_at_once_is_one_piece_of_work(
    data_dir: Path, valkey_url: str, postgres_url: str
) -> None:
    plan = Plan(data_dir, database_url=postgres_url, broker_url=valkey_url, seconds=0.3, lease_seconds=30)
    silent = plan.quiet_store()  # the only messages are those below
    with closing(silent), closing(Launched()) as houses:
        houses.start(plan)
        houses.start(plan)
        wait_until("both houses are there", lambda: log(plan).count(" ready.") == 2, plan)
        sent = deliver_some(plan, silent, CALLS)
        together = threading.Barrier(TIMES)

        def send() -> None:
            wake = connect(plan.broker_url)
            together.wait()
            for name in sent:
                wake(RecordingReceived(recording=name, at=datetime.now(UTC)))

        senders = [threading.Thread(target=send) for _ in range(TIMES)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()
        assert settled(silent, CALLS, seconds=PATIENT), log(plan)
        check_each_done_once(silent)
        begun = Counter(line for line in plan.noted() if line.startswith("begin"))
        assert begun == {f"begin {name}": 1 for name in sent}
        check_audio(plan, sent)
        tell(silent, {"messages": TIMES * CALLS}, plan, CALLS)
