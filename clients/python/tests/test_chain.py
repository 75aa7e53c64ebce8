from __future__ import annotations

import unittest
from typing import Any, Optional

from argus_realtime import Gap, Update
from argus_realtime.chain import Chain, ChainBroken

from .scripted import answer, update

QUOTE = "quote:000001.SZ"
TRADE = "trade:000001.SZ"


def chain(topic: str = QUOTE, seq: int = 5, **more: Any) -> Chain:
    made = Chain(topic, "s")
    made.answered("s", answer(topic, seq, **more)["data"])
    return made


def running(topic: str = QUOTE, seq: int = 5) -> Chain:
    made = chain(topic, seq)
    made.update(update(topic, seq))
    return made


class ChainTest(unittest.TestCase):
    def got(self, update: Optional[Update]) -> Update:
        assert update is not None
        return update

    def test_each_update_names_the_one_before(self) -> None:
        followed = running()
        for pseq, seq in ((5, 6), (6, 9), (9, 10)):
            given = self.got(followed.update(update(QUOTE, seq, pseq, src_ts=3)))
            self.assertEqual((given.seq, given.pseq, given.merged, given.epoch), (seq, pseq, seq - pseq - 1, "e1"))
            self.assertEqual((given.symbol, given.data_type, given.src_ts), ("000001.SZ", "quote", 3))
        self.assertEqual(followed.position, {"epoch": "e1", "seq": 10})

    def test_an_update_that_names_another_one_breaks_it(self) -> None:
        for seq, pseq in ((8, 7), (6, 4), (5, 5), (4, 5)):
            with self.subTest(seq=seq, pseq=pseq), self.assertRaises(ChainBroken):
                running().update(update(QUOTE, seq, pseq))

    def test_without_a_snapshot_the_first_update_follows_the_answer(self) -> None:
        self.assertEqual(self.got(chain().update(update(QUOTE, 7, 5))).seq, 7)
        with self.assertRaises(ChainBroken):
            chain().update(update(QUOTE, 7, 6))

    def test_a_second_snapshot_breaks_it(self) -> None:
        with self.assertRaises(ChainBroken):
            running().update(update(QUOTE, 6))

    def test_patches_are_applied_one_after_another(self) -> None:
        followed = chain()
        followed.update(update(QUOTE, 5, data={"a": 1, "b": 2}))
        first = self.got(followed.update(update(QUOTE, 6, 5, d={"a": 3})))
        second = self.got(followed.update(update(QUOTE, 7, 6, d={"b": None})))
        third = self.got(followed.update(update(QUOTE, 8, 7, d={})))
        self.assertEqual([dict(u.data) for u in (first, second, third)], [{"a": 3, "b": 2}, {"a": 3}, {"a": 3}])

    def test_a_patch_of_nothing_breaks_it(self) -> None:
        with self.assertRaises(ChainBroken):
            chain().update(update(QUOTE, 6, 5, d={"a": 3}))

    def test_a_gap_says_what_is_missing_and_the_next_update_comes_in_full(self) -> None:
        followed = running(TRADE)
        self.assertEqual(
            followed.gap({"topic": TRADE, "from": 6, "to": 9, "cause": "slow_consumer"}),
            Gap(TRADE, "s", 6, 9, "slow_consumer"),
        )
        with self.assertRaises(ChainBroken):
            followed.update(update(TRADE, 10, 9, d={}))

    def test_a_gap_that_does_not_follow_breaks_it(self) -> None:
        for start, end in ((8, 9), (5, 9), (6, 5)):
            with self.subTest(start=start), self.assertRaises(ChainBroken):
                running(TRADE).gap({"topic": TRADE, "from": start, "to": end})

    def test_where_a_filter_holds_updates_back_a_gap_may_begin_later(self) -> None:
        followed = chain(TRADE, options={"where": {"field": "price", "cmp": "gt", "val": 1}})
        self.assertIsNotNone(followed.gap({"topic": TRADE, "from": 8, "to": 9}))

    def test_after_a_replay_it_goes_on_where_it_was(self) -> None:
        followed = running()
        followed.asked()
        self.assertIsNone(followed.answered("s", answer(QUOTE, 9, resumed="replayed", replayed=1)["data"]))
        self.assertEqual(self.got(followed.update(update(QUOTE, 9, 5, d={"price": 9}))).data["price"], 9)

    def test_what_was_lost_is_told(self) -> None:
        followed = running(TRADE)
        followed.asked()
        missing: Any = {"from": 6, "to": 12}
        lost = answer(TRADE, 20, resumed="lost", **missing)
        self.assertEqual(followed.answered("s", lost["data"]), Gap(TRADE, "s", 6, 12, "lost"))
        self.assertIsNotNone(followed.update(update(TRADE, 13, 12)))

    def test_a_server_that_began_anew_is_told_as_a_gap_without_end(self) -> None:
        followed = running()
        followed.asked()
        told = followed.answered("s", answer(QUOTE, 2, resumed="snapshot", code=4091)["data"] | {"epoch": "e2"})
        self.assertEqual(told, Gap(QUOTE, "s", 6, None, "epoch_changed"))
        self.assertEqual(self.got(followed.update(update(QUOTE, 2))).epoch, "e2")

    def test_a_snapshot_in_the_same_epoch_is_no_gap(self) -> None:
        followed = running()
        followed.asked()
        self.assertIsNone(followed.answered("s", answer(QUOTE, 9, resumed="snapshot")["data"]))
        self.assertIsNotNone(followed.update(update(QUOTE, 9)))

    def test_what_comes_between_question_and_answer_is_not_looked_at(self) -> None:
        followed = running()
        followed.asked()
        self.assertFalse(followed.active)
        self.assertIsNone(followed.update(update(QUOTE, 77, 76)))
        self.assertIsNone(followed.gap({"from": 1, "to": 2}))
        followed.top(99)
        self.assertEqual(followed.position, {"epoch": "e1", "seq": 5})

    def test_the_server_must_have_sent_what_came_and_no_more(self) -> None:
        running().top(5)
        for sent in (4, 6):
            with self.subTest(sent=sent), self.assertRaises(ChainBroken):
                running().top(sent)

    def test_a_value_of_other_fields_is_not_patched_after_a_reconnect(self) -> None:
        followed = running()
        followed.reshaped = True
        followed.asked()
        followed.answered("s", answer(QUOTE, 9, resumed="replayed")["data"])
        with self.assertRaises(ChainBroken):
            followed.update(update(QUOTE, 9, 5, d={}))

    def test_there_is_no_place_to_go_on_from_before_the_first_value(self) -> None:
        self.assertIsNone(Chain(QUOTE, "s").position)
        self.assertIsNone(chain(seq=0).position)

    def test_rows_of_a_snapshot_are_handed_on(self) -> None:
        self.assertEqual(len(self.got(chain().update(update(QUOTE, 5, rows=[{"a": 1}, {"a": 2}]))).rows), 2)
