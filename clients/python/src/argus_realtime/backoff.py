"""How long to wait before the next attempt."""

from __future__ import annotations

import random


class Backoff:
    """Waits that double with each failure, each drawn evenly between nothing and its limit, so that many clients of a
    server that has restarted do not come back in step."""

    def __init__(self, first: float, limit: float, chance: random.Random | None = None) -> None:
        self._first = first
        self._limit = limit
        self._chance = chance or random.Random()
        self._failures = 0

    def reset(self) -> None:
        """Begins anew after something has worked."""
        self._failures = 0

    def next(self) -> float:
        """Seconds to wait after one more failure."""
        ceiling = min(self._limit, self._first * 2 ** min(self._failures, 32))
        self._failures += 1
        return self._chance.uniform(0, ceiling)
