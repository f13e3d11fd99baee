"""How much one may ask: so many requests a minute for each person, and for each address that nobody signed in from.

A bucket of tokens fills evenly and holds a minute's worth, so that a page that loads asks at once what it needs. Each
process counts for itself; sign-ins are held back apart from this, in the database (`api/session.py`).
"""

import threading
from collections.abc import Callable
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

_MINUTE = 60.0
_MOST = 20_000
"""Buckets that are kept; past that, full ones are forgotten."""


class Rates:
    """Counts requests.

    Args:
        a_minute: how many each may send; 0 for any number.
        tick: tells seconds from any moment on; a clock that is set changes nothing.
    """

    def __init__(self, a_minute: int, tick: Callable[[], float]) -> None:
        self._most = a_minute
        self._tick = tick
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, who: str) -> timedelta | None:
        """Count one request; gives how long to wait where it is one too many, None where it may go on."""
        if not self._most:
            return None
        now, most = self._tick(), float(self._most)
        with self._lock:
            left, at = self._buckets.get(who, (most, now))
            left = min(most, left + (now - at) * most / _MINUTE)
            goes = left >= 1
            self._buckets[who] = (left - 1 if goes else left, now)
            if len(self._buckets) > _MOST:
                kept = self._buckets.items()
                self._buckets = {each: bucket for each, bucket in kept if now - bucket[1] < _MINUTE}
        return None if goes else timedelta(seconds=(1 - left) * _MINUTE / most)


def neighbourhood(address: str) -> str:
    """Give what one customer of a network has at least: an IPv4 address, or 64 bits of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return found.exploded[:19]
    return str(found)
