"""How the outbox stands, as Prometheus' gauges."""

from collections.abc import Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily

from qa.delivery import DeliveryState
from storage.deliveries import Standing


def told(standing: Standing, now: datetime) -> Iterator[GaugeMetricFamily]:
    """Write it down.

    Args:
        standing: of the outbox.
        now: the time.
    """
    deliveries = GaugeMetricFamily(
        "everycall_deliveries",
        "Deliveries to receivers outside by state, as long as they are on record; `dead` ones were given up.",
        labels=("state",),
    )
    for state in DeliveryState:
        deliveries.add_metric((state.value,), standing.counts.get(state, 0))
    yield deliveries
    age = GaugeMetricFamily(
        "everycall_outbox_age_seconds",
        "Seconds since the delivery was due that waits the longest; 0 where none is.",
    )
    oldest = standing.oldest
    age.add_metric((), 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds()))
    yield age
    subscriptions = GaugeMetricFamily(
        "everycall_subscriptions",
        "Subscriptions that are told something, and those that are not.",
        labels=("state",),
    )
    subscriptions.add_metric(("active",), standing.active)
    subscriptions.add_metric(("inactive",), standing.inactive)
    yield subscriptions
