from __future__ import annotations

import random
import unittest

from argus_realtime.backoff import Backoff


class BackoffTest(unittest.TestCase):
    def test_waits_double_to_their_limit_and_are_drawn_from_nothing_on(self) -> None:
        drawn: list[list[float]] = [[] for _ in range(8)]
        for seed in range(500):
            backoff = Backoff(1, 30, random.Random(seed))
            for waits in drawn:
                waits.append(backoff.next())
        for ceiling, waits in zip((1, 2, 4, 8, 16, 30, 30, 30), drawn):
            self.assertLessEqual(max(waits), ceiling)
            self.assertGreater(max(waits), 0.9 * ceiling)
            self.assertLess(min(waits), 0.1 * ceiling)

    def test_begins_anew_after_a_success(self) -> None:
        backoff = Backoff(1, 1000)
        for _ in range(20):
            backoff.next()
        backoff.reset()
        self.assertLessEqual(backoff.next(), 1)

    def test_a_server_that_is_gone_for_a_year_is_waited_for(self) -> None:
        backoff = Backoff(1, 30)
        for _ in range(2000):
            self.assertLessEqual(backoff.next(), 30)
