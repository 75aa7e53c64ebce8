from __future__ import annotations

import unittest
from collections.abc import Sequence
from typing import Any, Union, cast

from argus_realtime import Gap, Subscription, Update
from argus_realtime.chain import Chain
from argus_realtime.codec import Message
from argus_realtime.mailbox import Events

from .scripted import answer, update


class Desk:
    """Keeps what a set wants to have sent."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.known: list[Chain] = []
        self.restarted: list[bool] = []
        self.gone: list[tuple[str, ...]] = []

    def send(self, message: Message) -> None:
        self.sent.append(message)

    def chains(self, sub: str) -> list[Chain]:
        return [chain for chain in self.known if chain.sub == sub]

    def restart(self, sub: str, keep: bool) -> None:
        self.restarted.append(keep)

    def removed(self, ended: Subscription, symbols: Sequence[str]) -> None:
        self.gone.append(tuple(symbols))

    def events_of(self, sub: str) -> Events[Union[Update, Gap]]:
        raise AssertionError("nobody asks")

    def stands(self, topic: str, seq: int) -> Chain:
        chain = Chain(topic, "s")
        chain.answered("s", answer(topic, seq)["data"])
        chain.update(update(topic, seq))
        self.known.append(chain)
        return chain

    @property
    def last(self) -> Any:
        return self.sent[-1]["data"]


class SubscriptionTest(unittest.TestCase):
    def setUp(self) -> None:
        self.desk = Desk()

    def set(self, symbols: Any = ("A", "B"), types: Any = ("quote", "trade"), **wishes: Any) -> Subscription:
        return Subscription(cast(Any, self.desk), "s", symbols, types, **wishes)

    def test_a_connection_is_told_everything_that_is_wanted(self) -> None:
        (message,) = self.set(fields=["last_price"], max_rate=4, where=None).requests()
        self.assertEqual(
            message,
            {
                "type": "subscribe",
                "data": {
                    "sub": "s",
                    "symbols": ["A", "B"],
                    "data_types": ("quote", "trade"),
                    "fields": ["last_price"],
                    "max_rate": 4,
                },
            },
        )

    def test_one_name_is_as_good_as_a_list(self) -> None:
        (message,) = self.set("A", "quote").requests()
        self.assertEqual((message["data"]["symbols"], message["data"]["data_types"]), (["A"], ("quote",)))

    def test_a_set_of_no_type_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            self.set(types=())

    def test_each_topic_goes_on_from_where_it_is(self) -> None:
        self.desk.stands("quote:A", 7)
        self.desk.known.append(Chain("quote:B", "s"))
        (message,) = self.set().requests()
        self.assertEqual(message["data"]["from"], {"quote:A": {"epoch": "e1", "seq": 7}})

    def test_many_topics_go_in_several_messages_each_with_its_places(self) -> None:
        symbols = [f"{number:06}.SH" for number in range(600)]
        for symbol in symbols:
            self.desk.stands(f"kline.1m:{symbol}", 3)
        self.desk.stands("kline.1m:600000.XSHG", 4)
        messages = list(self.set(symbols, "kline", periods=["1m", "5m"]).requests())
        self.assertEqual([len(m["data"]["symbols"]) for m in messages], [500, 100])
        self.assertEqual([len(m["data"]["from"]) for m in messages], [501, 101])

    def test_symbols_are_added_once(self) -> None:
        subscription = self.set("A", "quote")
        subscription.add("A", "C", "D")
        self.assertEqual(subscription.symbols, ("A", "C", "D"))
        self.assertEqual(self.desk.last["symbols"], ["C", "D"])
        self.desk.sent.clear()
        subscription.add("C")
        self.assertEqual(self.desk.sent, [])

    def test_symbols_are_removed_by_name(self) -> None:
        subscription = self.set(periods=["1m"], max_rate=1)
        subscription.remove("A", "X")
        self.assertEqual(self.desk.sent[0]["type"], "unsubscribe")
        self.assertEqual(
            self.desk.last, {"symbols": ["A"], "data_types": ("quote", "trade"), "periods": ["1m"]}
        )
        self.assertEqual((subscription.symbols, self.desk.gone), (("B",), [("A",)]))
        subscription.remove("A")
        self.assertEqual(len(self.desk.sent), 1)

    def test_with_a_pattern_the_set_is_begun_again_from_where_it_is(self) -> None:
        self.desk.stands("quote:B", 7)
        subscription = self.set(("6*.SH", "B"), "quote")
        subscription.remove("6*.SH")
        self.assertEqual([m["type"] for m in self.desk.sent], ["unsubscribe", "subscribe"])
        self.assertEqual(self.desk.sent[0]["data"], {"sub": "s"})
        self.assertEqual(self.desk.last["from"], {"quote:B": {"epoch": "e1", "seq": 7}})
        self.assertEqual(self.desk.restarted, [True])

    def test_wishes_change_without_a_new_subscription_and_outlive_a_connection(self) -> None:
        subscription = self.set(max_rate=4)
        subscription.reconfigure(max_rate=None, where={"field": "last_price", "cmp": "gt", "val": 3})
        self.assertEqual(self.desk.sent[0]["type"], "reconfigure")
        self.assertIsNone(self.desk.last["max_rate"])
        (message,) = subscription.requests()
        self.assertNotIn("max_rate", message["data"])
        self.assertEqual(message["data"]["where"]["val"], 3)

    def test_other_fields_make_the_next_patch_useless(self) -> None:
        chain = self.desk.stands("quote:A", 7)
        subscription = self.set()
        subscription.reconfigure(max_rate=2)
        self.assertFalse(chain.reshaped)
        subscription.reconfigure(fields=["volume"])
        self.assertTrue(chain.reshaped)

    def test_a_paused_set_is_paused_again_on_the_next_connection(self) -> None:
        subscription = self.set()
        subscription.pause()
        self.assertEqual(self.desk.last, {"sub": "s", "paused": True})
        self.assertEqual([m["type"] for m in subscription.requests()], ["subscribe", "reconfigure"])
        subscription.resume()
        self.assertFalse(subscription.paused)
        self.assertEqual([m["type"] for m in subscription.requests()], ["subscribe"])

    def test_a_closed_set_wants_nothing(self) -> None:
        subscription = self.set()
        subscription.close()
        subscription.close()
        self.assertEqual([m["data"] for m in self.desk.sent], [{"sub": "s"}])
        self.assertEqual((self.desk.gone, self.desk.restarted), ([("A", "B")], [False]))
        subscription.add("C")
        subscription.remove("A")
        self.assertEqual(list(subscription.requests()), [])
        self.assertEqual(len(self.desk.sent), 1)

    def test_one_topic_is_asked_for_again_by_a_snapshot_or_from_where_it_stands(self) -> None:
        chain = self.desk.stands("kline.5m:A", 7)
        subscription = self.set("a*", "kline", periods=["1m", "5m"], snapshot=False, depth=5)
        common = {"sub": "s", "symbols": ["A"], "data_types": ["kline.5m"]}
        self.assertEqual(subscription.renewal(chain, resume=False)["data"], {**common, "snapshot": True})
        self.assertEqual(
            subscription.renewal(chain, resume=True)["data"],
            {**common, "snapshot": False, "from": {"kline.5m:A": {"epoch": "e1", "seq": 7}}},
        )

    def test_sets_overlap_where_they_may_share_a_topic(self) -> None:
        one = self.set(("A", "B"), ("quote", "kline.1m"))
        for symbols, types, expected in (
            (("a",), "kline", True),
            (("A",), "trade", False),
            (("C",), "quote", False),
            (("C*",), "quote", True),
        ):
            other = Subscription(cast(Any, self.desk), "o", symbols, types)
            with self.subTest(symbols=symbols, types=types):
                self.assertIs(one.overlaps(other, symbols), expected)
        self.assertFalse(one.overlaps(one, ("A",)))

    def test_its_topics_are_those_the_server_has_answered_for(self) -> None:
        self.desk.stands("quote:A", 7)
        self.desk.known.append(Chain("quote:B", "s"))
        self.assertEqual(self.set().topics, ["quote:A"])
