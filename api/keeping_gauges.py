"""What is kept, held and erased, as Prometheus' gauges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prometheus_client.core import GaugeMetricFamily

from qa.content import Layer
from qa.purge import PurgeState
from storage.uow import Unit


@dataclass(frozen=True, slots=True)
class KeepingFigures:
    """How keeping and forgetting stand.

    Attributes:
        purges: by state.
        legal_holds: in force.
        erased: recordings of which a layer was erased, by layer.
    """

    purges: Mapping[PurgeState, int]
    legal_holds: int
    erased: Mapping[Layer, int]


def read(unit: Unit) -> KeepingFigures:
    """Count them."""
    return KeepingFigures(unit.purges.count(), len(unit.legal_holds.all()), unit.keys.erased())


def told(figures: KeepingFigures) -> Iterator[GaugeMetricFamily]:
    """Write them down."""
    purges = GaugeMetricFamily(
        "everycall_purges", "Purges by state; one that is planned waits for a person.", labels=("state",)
    )
    for state in PurgeState:
        purges.add_metric((state.value,), figures.purges.get(state, 0))
    yield purges
    holds = GaugeMetricFamily("everycall_legal_holds", "Legal holds in force.")
    holds.add_metric((), figures.legal_holds)
    yield holds
    erased = GaugeMetricFamily(
        "everycall_erased_recordings", "Recordings of which a layer was erased, by layer.", labels=("layer",)
    )
    for layer, count in figures.erased.items():
        erased.add_metric((layer.value,), count)
    yield erased
