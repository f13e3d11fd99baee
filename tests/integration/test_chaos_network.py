"""The network is torn between some workers and what they need: others go on, and nothing is done twice."""

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from qa.run import RunOutcome
from storage.uow import Store
from tests.desks import Plan, check_each_done_once, settled
from tests.integration.chaos import PATIENT, check_audio, deliver_until_another, log, tell
from tests.integration.conftest import Postgres, Weed
from tests.integration.proxy import Proxy, Upstream
from tests.launched import Launched

pytestmark = pytest.mark.integration

LEASE = 2.0
"""Shorter than a cut: what a worker behind it holds is taken away meanwhile."""
TRIES = 6
"""How often the database is cut off: on a busy machine a worker may just have held nothing."""


@pytest.fixture
def plan(data_dir: Path, valkey_url: str, postgres_url: str, s3_url: str) -> Plan:
    return Plan(
        data_dir,
        database_url=postgres_url,
        objects_url=s3_url,
        broker_url=valkey_url,
        seconds=0.4,
        lease_seconds=LEASE,
    )


@pytest.fixture
def proxies(plan: Plan, postgres: Postgres, weed: Weed) -> Iterator[dict[str, Proxy]]:
    upstreams = {
        "broker": Upstream(port=urlsplit(plan.broker_url).port or 6379),
        "database": Upstream(path=f"{postgres.socket}/.s.PGSQL.5432"),
        "object store": Upstream(port=weed.port),
    }
    opened = {name: Proxy(upstream) for name, upstream in upstreams.items()}
    yield opened
    for proxy in opened.values():
        proxy.close()


def behind(plan: Plan, proxies: dict[str, Proxy], weed: Weed) -> Plan:
    """Lead a plan through the proxies."""
    database = plan.database_url.partition("@/")[2].partition("?")[0]
    old = urlsplit(plan.broker_url).port
    return replace(
        plan,
        database_url=f"postgresql://postgres@127.0.0.1:{proxies['database'].port}/{database}",
        objects_url=plan.objects_url.replace(f":{weed.port}/", f":{proxies['object store'].port}/"),
        broker_url=plan.broker_url.replace(f":{old}", f":{proxies['broker'].port}"),
    )


def cut(proxy: Proxy, how: str, store: Store, sent: Iterable[str]) -> None:
    """Cut, and heal; a cut that holds lasts until a claim was taken away, or twice as long as that needs."""
    before = lost(store, sent)
    proxy.hold() if how == "hold" else proxy.reset()
    end = time.monotonic() + (LEASE * 4 if how == "hold" else 0.5)
    while time.monotonic() < end and lost(store, sent) == before:
        time.sleep(0.1)
    proxy.heal()


def lost(store: Store, sent: Iterable[str]) -> int:
    """Count the claims that were taken away."""
    with store.read() as unit:
        return sum(run.outcome is RunOutcome.LOST for name in sent for run in unit.runs.of(name))


def test_a_torn_network_loses_nothing_and_doubles_nothing(
    plan: Plan, proxies: dict[str, Proxy], weed: Weed
) -> None:
    chance = random.Random(5)
    torn: Counter[str] = Counter()
    sent: dict[str, str] = {}
    store = plan.store()
    with closing(store), closing(Launched()) as houses:
        cut_off = houses.start(behind(plan, proxies, weed)).pid
        houses.start(plan)

        def tear(name: str, how: str) -> None:
            deliver_until_another(plan, store, sent, f"the network to the {name} is torn", cut_off)
            time.sleep(chance.uniform(0, 0.2))
            cut(proxies[name], how, store, sent)
            torn[f"{name}, {how}"] += 1

        for name in proxies:
            tear(name, "hold")
            tear(name, "reset")
        while not lost(store, sent) and torn["database, hold"] < TRIES:  # none was held just then
            tear("database", "hold")
        assert lost(store, sent), "no claim was taken away: the cuts proved nothing"
        assert settled(store, len(sent), seconds=PATIENT), log(plan)
        check_each_done_once(store)
        check_audio(plan, sent)
        tell(store, torn, plan, len(sent))
