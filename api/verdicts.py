"""How versions stand at the gates, remembered: the gates take seconds of a processor, and the same files stand alike."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock

from scoring.gate import Verdict

MOST = 32
"""Verdicts that are remembered; the one that was asked for longest ago is forgotten first."""


class Verdicts:
    """Verdicts by what they rest on. Who asks while one is worked out waits for it and works out nothing."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, Future[Verdict]] = OrderedDict()

    def of(self, rests_on: Hashable, judge: Callable[[], Verdict]) -> Verdict:
        """Give what is remembered, or judge; a judgement that fails is not remembered.

        Args:
            rests_on: all that the verdict depends on.
            judge: works it out, and may raise what it likes.
        """
        with self._lock:
            known = self._kept.get(rests_on)
            mine: Future[Verdict] = known or Future()
            self._kept[rests_on] = mine
            self._kept.move_to_end(rests_on)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        if known is not None:
            return known.result()
        try:
            mine.set_result(judge())
        except BaseException as error:
            with self._lock:
                self._kept.pop(rests_on, None)
            mine.set_exception(error)
            raise
        return mine.result()
