"""Real time: one scheduler thread for all sessions.

The thread sleeps until the next call is due and does not wake while there is none.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

LOG = logging.getLogger(__name__)


class RealClock:
    """Monotonic seconds since the clock was made, `speed` times as fast as the real ones."""

    def __init__(self, speed: float = 1.0):
        if not speed > 0:
            raise ValueError(f"clock: speed must be a positive number, not {speed!r}")
        self._speed = speed
        self._zero = time.monotonic()
        self._calls: list[tuple[float, int, list[Callable[[], None]]]] = []
        self._number = itertools.count()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def now(self) -> float:
        """Seconds since this clock was made."""
        return (time.monotonic() - self._zero) * self._speed

    def call_at(self, when: float, call: Callable[[], None]) -> Callable[[], None]:
        """Call `call` once at `when`, in the scheduler thread; the returned function cancels it.

        What `call` raises is logged and ends nothing. A closed clock calls nothing any more.
        """
        box = [call]
        with self._changed:
            if self._closed:
                return box.clear
            heapq.heappush(self._calls, (when, next(self._number), box))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="lowback-clock", daemon=True)
                self._thread.start()
            if self._calls[0][2] is box:
                self._changed.notify()
        return box.clear

    def close(self) -> None:
        """Call nothing any more and let the thread end."""
        with self._changed:
            self._closed = True
            self._calls.clear()
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (not self._calls or self._calls[0][0] > self.now()):
                    seconds = (self._calls[0][0] - self.now()) / self._speed if self._calls else None
                    self._changed.wait(seconds)
                if self._closed:
                    return
                box = heapq.heappop(self._calls)[2]
                calls = box[:]
            for call in calls:
                try:
                    call()
                except Exception:   # one session's fault must not stop the time of the others
                    LOG.exception("clock: a call failed")
