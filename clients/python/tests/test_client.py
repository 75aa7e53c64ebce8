from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import logging
import unittest
from collections.abc import AsyncIterator
from typing import Any, TypeVar

from argus_realtime import (
    Batch,
    Broken,
    Client,
    Connected,
    Disconnected,
    Event,
    Gap,
    NotConnected,
    Options,
    Refused,
    RequestFailed,
    ServerRefused,
    Status,
    Update,
)
from argus_realtime.mailbox import Events

from .scripted import LONG, QUICK, Peer, Server, answer, update, zipped

QUOTE = "quote:000001.SZ"
TRADE = "trade:000001.SZ"
T = TypeVar("T")


class ClientTestCase(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self) -> None:
        logging.disable(logging.CRITICAL)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.server = await self.enterAsyncContext(Server())

    def client(self, **changes: Any) -> Client:
        return Client(self.server.url, dataclasses.replace(QUICK, **changes))

    async def next(self, events: Events[Any], kind: type[T]) -> T:
        """The next event of a kind."""

        async def search() -> T:
            async for event in events:
                if isinstance(event, kind):
                    return event
            raise AssertionError(f"no {kind.__name__} came")

        return await asyncio.wait_for(search(), LONG)

    @contextlib.asynccontextmanager
    async def subscribed(
        self, topic: str = QUOTE, agreed: dict[str, Any] | None = None, **changes: Any
    ) -> AsyncIterator[tuple[Client, Peer, Events[Event]]]:
        """A client that has one topic, at 5."""
        async with self.client(**changes) as client:
            events = client.events()
            kind, _, symbol = topic.partition(":")
            client.subscribe(symbol, kind)
            peer = await self.server.greeted(**(agreed or {}))
            await peer.subscribed(5)
            await peer.send(update(topic, 5))
            await self.next(events, Update)
            yield client, peer, events


class OpeningTest(ClientTestCase):
    async def test_it_offers_what_its_options_say(self) -> None:
        options = {"encodings": ["json+gzip", "json"], "batch": Batch(50, 100), "delta": False, "heartbeat": 2.5}
        async with self.client(**options) as client:
            peer = await self.server.greeted()
            await client.connected()
            self.assertEqual(
                peer.hello,
                {
                    "version": 2,
                    "client": "argus-realtime-python/0.1",
                    "encodings": ["json+gzip", "json"],
                    "batch": {"max_delay_ms": 50, "max_items": 100},
                    "delta": False,
                    "flow": "push",
                    "heartbeat_ms": 2500,
                },
            )

    async def test_batches_may_be_left_out(self) -> None:
        async with self.client(batch=None):
            self.assertNotIn("batch", (await self.server.greeted()).hello)

    async def test_a_server_that_does_not_know_hello_is_used_as_it_is(self) -> None:
        async with self.client() as client:
            client.subscribe("000001.SZ", "quote")
            peer = await self.server.accept()
            await peer.send({"type": "welcome", "data": {"client_id": "old"}})
            hello = await peer.receive("hello")
            await peer.send({"type": "error", "id": hello["id"], "data": {"code": 4003, "name": "UNKNOWN_TYPE"}})
            self.assertEqual((await client.connected())["client_id"], "old")
            await peer.receive("subscribe")

    async def test_a_server_that_takes_none_of_it_ends_the_client(self) -> None:
        async with self.client(encodings=["morse"]) as client:
            updates = client.updates()
            peer = await self.server.accept()
            await peer.send({"type": "welcome", "data": {}})
            hello = await peer.receive("hello")
            fault = {"code": 4006, "name": "BAD_REQUEST", "message": "no", "details": {"path": "$.data.encodings"}}
            await peer.send({"type": "error", "id": hello["id"], "data": fault})
            with self.assertRaises(RequestFailed) as failed:
                await client.connected()
            self.assertEqual((failed.exception.code, failed.exception.name), (4006, "BAD_REQUEST"))
            self.assertEqual(failed.exception.details["path"], "$.data.encodings")
            with self.assertRaises(RequestFailed):
                await updates.__anext__()
            with self.assertRaises(RequestFailed):
                await client.updates().__anext__()

    async def test_headers_are_made_for_each_handshake(self) -> None:
        tokens = iter(("one", "two"))
        async with self.client(headers=lambda: {"Authorization": f"Bearer {next(tokens)}"}):
            await (await self.server.greeted()).drop()
            await self.server.greeted()
        self.assertEqual([h["Authorization"] for h in self.server.headers], ["Bearer one", "Bearer two"])

    async def test_a_silent_server_is_left(self) -> None:
        async with self.client(connect_timeout=0.05):
            await self.server.accept()
            await self.server.accept()

    def test_options_out_of_range_are_refused(self) -> None:
        for options in ({"credit": 0}, {"credit": 1001}, {"heartbeat": 0.1}, {"backlog": 0}):
            with self.subTest(options=options), self.assertRaises(ValueError):
                Options(**options)


class ReadingTest(ClientTestCase):
    async def test_updates_come_whole_whatever_their_frames(self) -> None:
        async with self.subscribed() as (client, peer, events):
            await peer.raw(zipped(update(QUOTE, 6, 5, d={"price": 6}), update(QUOTE, 7, 6, d={"bid": 7})))
            await peer.raw(json.dumps(update(QUOTE, 9, 7, d={"price": 9})).encode())
            given = [await self.next(events, Update) for _ in range(3)]
            self.assertEqual([(u.seq, u.merged, u.data["price"]) for u in given], [(6, 0, 6), (7, 0, 6), (9, 1, 9)])
            self.assertEqual(given[2].data, {"symbol": "000001.SZ", "price": 9, "bid": 7})
            self.assertEqual(client.value(QUOTE), given[2])
            self.assertIsNone(client.value("quote:other"))

    async def test_callbacks_are_called_and_awaited_in_order_and_may_fail(self) -> None:
        async with self.client() as client:
            seen: list[Any] = []
            done = asyncio.Event()

            async def slow(event: Update) -> None:
                await asyncio.sleep(0)
                seen.append(("slow", event.seq))
                if event.seq == 6:
                    done.set()

            def failing(event: Update) -> None:
                seen.append(("failing", event.seq))
                raise RuntimeError("a fault of the application")

            client.on(Update, slow)
            end = client.on(Update, failing)
            client.on(Connected, lambda event: seen.append(event.welcome["client_id"]))
            client.subscribe("000001.SZ", "quote")
            peer = await self.server.greeted()
            await peer.subscribed(5)
            await peer.send(update(QUOTE, 5))
            while len(seen) < 3:
                await asyncio.sleep(0)
            end()
            end()
            await peer.send(update(QUOTE, 6, 5))
            await asyncio.wait_for(done.wait(), LONG)
            self.assertEqual(seen, ["c-1", ("slow", 5), ("failing", 5), ("slow", 6)])

    async def test_a_set_has_its_own_updates(self) -> None:
        async with self.client() as client:
            quotes = client.subscribe("000001.SZ", "quote", name="quotes").updates()
            tape = client.subscribe("000001.SZ", "trade", name="tape").updates()
            peer = await self.server.greeted()
            await peer.subscribed(5)
            await peer.subscribed(5)
            await peer.send(update(QUOTE, 5), update(TRADE, 5))
            await peer.send({"type": "gap", "data": {"topic": TRADE, "from": 6, "to": 8, "cause": "paused"}})
            self.assertEqual((await self.next(quotes, Update)).topic, QUOTE)
            self.assertEqual((await self.next(tape, Update)).topic, TRADE)
            self.assertEqual(await self.next(tape, Gap), Gap(TRADE, "tape", 6, 8, "paused"))

    async def test_what_the_server_says_of_itself_is_told(self) -> None:
        async with self.subscribed() as (_, peer, events):
            said = {"type": "source_down", "message": "tdx is down", "severity": "warning", "details": {"a": 1}}
            await peer.send({"type": "status", "data": said})
            self.assertEqual(
                await self.next(events, Status), Status("source_down", "tdx is down", "warning", {"a": 1})
            )

    async def test_refused_topics_and_requests_are_told(self) -> None:
        async with self.client() as client:
            events = client.events()
            client.subscribe(["00001.SZ", "000001.SZ"], "quote", name="desk")
            peer = await self.server.greeted()
            request = await peer.receive("subscribe")
            data = {"status": "error", "symbol": "00001.SZ", "data_type": "quote", "code": 4041, "name": "UNKNOWN_SYMBOL"}
            data |= {"message": "The symbol is not known", "suggestions": ["000001.SZ"]}
            await peer.send({"type": "subscription_response", "id": request["id"], "data": data})
            refused = await self.next(events, Refused)
            self.assertEqual((refused.sub, refused.symbol, refused.code), ("desk", "00001.SZ", 4041))
            self.assertEqual(refused.suggestions, ("000001.SZ",))
            fault = {"code": 4006, "name": "BAD_REQUEST", "message": "no", "details": {"path": "$.data.where"}}
            await peer.send({"type": "error", "id": request["id"], "data": fault})
            refused = await self.next(events, Refused)
            self.assertEqual((refused.sub, refused.details["path"]), ("desk", "$.data.where"))

    async def test_an_application_that_does_not_read_stops_the_reading(self) -> None:
        async with self.subscribed(backlog=10) as (client, peer, events):
            for seq in range(6, 3000):
                await peer.send(update(QUOTE, seq, seq - 1, data={"price": seq, "filler": "x" * 2000}))
                if peer.socket.transport.get_write_buffer_size():
                    break
            else:
                self.fail("everything was read")
            latest = client.value(QUOTE)
            assert latest is not None
            self.assertLess(latest.seq, 30)
            for expected in range(6, seq):
                self.assertEqual((await self.next(events, Update)).seq, expected)

    async def test_a_reader_that_has_left_does_not_stop_it(self) -> None:
        async with self.client(backlog=2) as client:
            left, stays = client.updates(), client.updates()
            client.subscribe("000001.SZ", "quote")
            peer = await self.server.greeted()
            await peer.subscribed(5)
            await peer.send(update(QUOTE, 5))
            async for _ in left:
                break
            del left
            for seq in range(6, 20):
                await peer.send(update(QUOTE, seq, seq - 1))
            self.assertEqual([(await self.next(stays, Update)).seq for _ in range(15)], list(range(5, 20)))

    async def test_the_iteration_ends_with_the_client(self) -> None:
        async with self.subscribed() as (client, _, events):
            await client.close()
            self.assertEqual([event async for event in events], [])
            with self.assertRaises(NotConnected):
                await client.connected()
            with self.assertRaises(NotConnected):
                await client.request("get_stats")

    async def test_it_has_to_be_entered(self) -> None:
        with self.assertRaises(RuntimeError):
            await self.client().connected()


class RequestsTest(ClientTestCase):
    async def test_an_answer_is_found_by_its_id(self) -> None:
        async with self.subscribed() as (client, peer, _):
            asked = asyncio.gather(client.request("get_stats"), client.request("ping", client_time=3))
            first, second = await peer.receive("get_stats"), await peer.receive("ping")
            self.assertEqual(second["data"], {"client_time": 3})
            await peer.send({"type": "pong", "id": second["id"], "data": {"client_time": 3}})
            await peer.send({"type": "stats", "id": first["id"], "data": {"server": {}}})
            self.assertEqual(await asyncio.wait_for(asked, LONG), [{"server": {}}, {"client_time": 3}])

    async def test_an_error_is_raised(self) -> None:
        async with self.subscribed() as (client, peer, _):
            asked = asyncio.create_task(client.request("dance"))
            request = await peer.receive("dance")
            await peer.send({"type": "error", "id": request["id"], "data": {"code": 4003, "name": "UNKNOWN_TYPE"}})
            with self.assertRaises(RequestFailed):
                await asyncio.wait_for(asked, LONG)

    async def test_a_connection_that_ends_leaves_nobody_waiting(self) -> None:
        async with self.subscribed() as (client, peer, _):
            asked = asyncio.create_task(client.request("get_stats"))
            await peer.receive("get_stats")
            await peer.drop()
            with self.assertRaises(NotConnected):
                await asyncio.wait_for(asked, LONG)

    async def test_requests_keep_to_the_pace_the_server_allows(self) -> None:
        async with self.client() as client:
            for number in range(4):
                client.subscribe(f"{number}", "quote")
            peer = await self.server.accept()
            limits = {"rate_limit": 10, "rate_limit_window_ms": 500}
            await peer.send({"type": "welcome", "data": {"limits": limits}})
            hello = await peer.receive("hello")
            await peer.send({"type": "welcome", "id": hello["id"], "data": {}})
            clock = asyncio.get_running_loop()
            await peer.receive("subscribe")
            began = clock.time()
            for _ in range(3):
                await peer.receive("subscribe")
            self.assertGreater(clock.time() - began, 0.14)

    async def test_after_a_rate_limit_everything_is_asked_for_again_from_where_it_is(self) -> None:
        async with self.subscribed() as (_, peer, events):
            await peer.send({"type": "error", "data": {"code": 4290, "name": "RATE_LIMITED", "retry_after_ms": 1}})
            await self.next(events, Refused)
            data = await peer.subscribed(5, resumed="replayed", replayed=0)
            self.assertEqual(data["from"], {QUOTE: {"epoch": "e1", "seq": 5}})
            await peer.send(update(QUOTE, 6, 5, d={}))
            self.assertEqual((await self.next(events, Update)).seq, 6)


class SetsTest(ClientTestCase):
    async def test_symbols_come_and_go(self) -> None:
        async with self.client() as client:
            desk = client.subscribe("000001.SZ", "quote", name="desk")
            peer = await self.server.greeted()
            await peer.subscribed()
            desk.add("600519.SH")
            self.assertEqual((await peer.subscribed())["symbols"], ["600519.SH"])
            desk.remove("000001.SZ")
            await peer.receive("unsubscribe")
            await peer.send({"type": "unsubscribe_response", "data": {"success": True, "topic": QUOTE}})
            await peer.send({"type": "unsubscribe_response", "data": {"success": False}})
            events = client.events()
            await peer.send(update(QUOTE, 1), update("quote:600519.SH", 1))
            self.assertEqual((await self.next(events, Update)).topic, "quote:600519.SH")
            self.assertEqual(desk.topics, ["quote:600519.SH"])
            desk.close()
            await peer.receive("unsubscribe")
            self.assertEqual(client.subscriptions, ())
            client.subscribe("AAPL", "quote", name="desk")
            self.assertEqual((await peer.subscribed())["symbols"], ["AAPL"])

    async def test_a_name_is_given_once(self) -> None:
        client = self.client()
        client.subscribe("A", "quote", name="set-1")
        self.assertEqual(client.subscribe("B", "quote").name, "set-2")
        with self.assertRaises(ValueError):
            client.subscribe("C", "quote", name="set-1")

    async def test_a_set_that_shares_a_topic_with_one_that_ends_gets_it_back(self) -> None:
        async with self.client() as client:
            client.subscribe(["000001.SZ", "600519.SH"], "quote", name="wall")
            desk = client.subscribe("000001.SZ", "quote", name="desk")
            peer = await self.server.greeted()
            await peer.subscribed(5)
            await peer.subscribed(5)
            events = client.events()
            await peer.send(update("quote:600519.SH", 5), update(QUOTE, 5))
            self.assertEqual([(await self.next(events, Update)).sub for _ in range(2)], ["wall", "desk"])
            desk.close()
            await peer.receive("unsubscribe")
            await peer.send({"type": "unsubscribe_response", "data": {"success": True, "topic": QUOTE}})
            data = (await peer.receive("subscribe"))["data"]
            self.assertEqual(data["symbols"], ["000001.SZ", "600519.SH"])
            self.assertEqual(data["from"], {"quote:600519.SH": {"epoch": "e1", "seq": 5}})
            await peer.send(answer("quote:600519.SH", 5, sub="wall", resumed="replayed", replayed=0))
            await peer.send(answer(QUOTE, 5, sub="wall"), update(QUOTE, 5))
            self.assertEqual((await self.next(events, Update)).sub, "wall")

    async def test_what_is_left_of_a_pattern_goes_on_from_where_it_is(self) -> None:
        async with self.client() as client:
            events = client.events()
            desk = client.subscribe(["6*.SH", "000001.SZ"], "trade", name="desk")
            peer = await self.server.greeted()
            await peer.receive("subscribe")
            for symbol in ("600519.SH", "000001.SZ"):
                topic = f"trade:{symbol}"
                await peer.send(answer(topic, 5, sub="desk"), update(topic, 5))
                await self.next(events, Update)
            desk.remove("6*.SH")
            await peer.receive("unsubscribe")
            await peer.send(update(TRADE, 6, 5))  # on its way already; the replay brings it again
            for topic in ("trade:600519.SH", TRADE):
                await peer.send({"type": "unsubscribe_response", "data": {"success": True, "topic": topic}})
            data = await peer.receive("subscribe")
            self.assertEqual(data["data"]["from"][TRADE], {"epoch": "e1", "seq": 5})
            await peer.send(answer(TRADE, 6, sub="desk", resumed="replayed", replayed=1), update(TRADE, 6, 5))
            self.assertEqual((await self.next(events, Update)).seq, 6)
            self.assertEqual(desk.topics, [TRADE])
            await peer.drop()
            peer = await self.server.greeted()
            self.assertEqual(list((await peer.receive("subscribe"))["data"]["from"]), [TRADE])

    async def test_a_set_changed_while_there_is_no_connection_is_told_when_there_is_one(self) -> None:
        async with self.client() as client:
            gone = client.subscribe("A", "quote", name="gone")
            desk = client.subscribe("B", "quote", name="desk", max_rate=5)
            desk.add("C")
            desk.reconfigure(max_rate=None, fields=["last_price"])
            desk.pause()
            gone.close()
            peer = await self.server.greeted()
            data = (await peer.receive("subscribe"))["data"]
            self.assertEqual((data["sub"], data["symbols"], data["fields"]), ("desk", ["B", "C"], ["last_price"]))
            self.assertNotIn("max_rate", data)
            self.assertEqual((await peer.receive("reconfigure"))["data"], {"sub": "desk", "paused": True})

    async def test_a_reconfiguration_the_server_does_not_take_is_told(self) -> None:
        async with self.subscribed() as (client, peer, events):
            client.subscriptions[0].reconfigure(max_rate=-1)
            request = await peer.receive("reconfigure")
            data = {"success": False, "code": 4043, "name": "UNKNOWN_SUBSCRIPTION", "message": "no"}
            await peer.send({"type": "reconfigure_response", "id": request["id"], "data": {"success": True}})
            await peer.send({"type": "reconfigure_response", "id": request["id"], "data": data})
            refused = await self.next(events, Refused)
            self.assertEqual((refused.code, refused.sub), (4043, "set-1"))


class ComingBackTest(ClientTestCase):
    async def test_after_a_lost_connection_everything_goes_on_from_where_it_is(self) -> None:
        async with self.subscribed(TRADE) as (_, peer, events):
            await peer.drop()
            lost = await self.next(events, Disconnected)
            self.assertEqual(lost.code, 1006)
            self.assertLessEqual(lost.retry_in, QUICK.backoff)
            peer = await self.server.greeted()
            data = await peer.subscribed(7, resumed="replayed", replayed=2)
            self.assertEqual(data["from"], {TRADE: {"epoch": "e1", "seq": 5}})
            await peer.send(update(TRADE, 6, 5), update(TRADE, 7, 6))
            self.assertEqual([(await self.next(events, Update)).seq for _ in range(2)], [6, 7])

    async def test_what_was_lost_meanwhile_is_told(self) -> None:
        async with self.subscribed(TRADE) as (_, peer, events):
            await peer.close(4108, "slow consumer")
            self.assertEqual((await self.next(events, Disconnected)).code, 4108)
            peer = await self.server.greeted()
            await peer.subscribed(20, resumed="lost", **{"from": 6, "to": 18})
            await peer.send(update(TRADE, 19, 18))
            self.assertEqual(await self.next(events, Gap), Gap(TRADE, "set-1", 6, 18, "lost"))
            self.assertEqual((await self.next(events, Update)).seq, 19)

    async def test_a_server_that_shuts_down_says_when_to_come_back(self) -> None:
        async with self.subscribed() as (_, peer, events):
            details = {"closes_in_ms": 50, "reconnect_after_ms": 400}
            said = {"type": "shutdown", "message": "bye", "severity": "warning", "details": details}
            await peer.send({"type": "status", "data": said})
            await self.next(events, Status)
            await peer.close(1012, "restart")
            wait = (await self.next(events, Disconnected)).retry_in
            self.assertGreater(wait, 0.2)
            self.assertLessEqual(wait, 0.4)
            await self.server.greeted()

    async def test_it_does_not_come_back_unchanged_where_it_is_not_wanted(self) -> None:
        for code in (4001, 4002, 4004, 4005):
            with self.subTest(code=code):
                async with self.subscribed() as (client, peer, events):
                    await peer.close(code, "no")
                    with self.assertRaises(ServerRefused) as refused:
                        await self.next(events, Disconnected)
                    self.assertEqual((refused.exception.code, refused.exception.reason), (code, "no"))
                    with self.assertRaises(ServerRefused):
                        await client.connected()

    async def test_a_server_that_is_not_there_is_tried_again(self) -> None:
        async with Client("ws://127.0.0.1:1/", QUICK) as client:
            events = client.events()
            for _ in range(3):
                await self.next(events, Disconnected)

    async def test_a_frame_that_cannot_be_read_ends_the_connection_only(self) -> None:
        async with self.subscribed() as (_, peer, events):
            await peer.raw(b"\x1f\x8b nonsense")
            self.assertEqual((await self.next(events, Disconnected)).code, 1002)
            await self.server.greeted()

    async def test_a_connection_in_which_nothing_comes_is_left(self) -> None:
        async with self.subscribed(heartbeat=0.5, agreed={"heartbeat_ms": 200}) as (_, peer, events):
            for beat in range(20):
                await asyncio.sleep(0.05)
                await peer.send({"type": "heartbeat", "data": {"n": beat}})
            await self.next(events, Disconnected)
            await self.server.greeted()

    async def test_a_server_without_heartbeats_is_asked_whether_it_is_there(self) -> None:
        async with self.subscribed(heartbeat=0.5) as (_, peer, events):
            await peer.receive("ping")
            await peer.send({"type": "pong", "data": {}})
            await self.next(events, Disconnected)


class HealingTest(ClientTestCase):
    async def test_a_broken_chain_is_healed_by_a_snapshot(self) -> None:
        async with self.subscribed() as (_, peer, events):
            await peer.send(update(QUOTE, 9, 8, d={"price": 9}), update(QUOTE, 10, 9, d={}))
            broken = await self.next(events, Broken)
            self.assertEqual((broken.topic, broken.sub), (QUOTE, "set-1"))
            data = await peer.subscribed(10)
            self.assertEqual((data["sub"], data["symbols"], data["snapshot"]), ("set-1", ["000001.SZ"], True))
            self.assertNotIn("from", data)
            await peer.send(update(QUOTE, 10), update(QUOTE, 11, 10, d={"price": 11}))
            healed = [await self.next(events, Update) for _ in range(2)]
            self.assertEqual([(u.seq, u.snapshot, u.data["price"]) for u in healed], [(10, True, 10), (11, False, 11)])

    async def test_where_every_update_is_owed_it_is_healed_from_the_last_good_one(self) -> None:
        async with self.subscribed(TRADE) as (_, peer, events):
            await peer.send(update(TRADE, 7, 6))
            await self.next(events, Broken)
            data = await peer.subscribed(7, resumed="replayed", replayed=2)
            self.assertEqual(data["from"], {TRADE: {"epoch": "e1", "seq": 5}})
            await peer.send(update(TRADE, 6, 5), update(TRADE, 7, 6))
            self.assertEqual([(await self.next(events, Update)).seq for _ in range(2)], [6, 7])
            await peer.send({"type": "gap", "data": {"topic": TRADE, "from": 9, "to": 10}})
            await self.next(events, Broken)
            self.assertNotIn("from", await peer.subscribed(10))

    async def test_an_update_that_never_came_is_noticed_by_the_heartbeat(self) -> None:
        async with self.subscribed() as (_, peer, events):
            await peer.send({"type": "heartbeat", "data": {"n": 1, "tops": {QUOTE: [5, 8], "quote:other": [1, 1]}}})
            await peer.send({"type": "heartbeat", "data": {"n": 2, "tops": {QUOTE: [6, 8]}}})
            await self.next(events, Broken)
            await peer.subscribed(6)

    async def test_a_set_that_was_closed_is_not_healed(self) -> None:
        async with self.subscribed() as (client, peer, events):
            await peer.send(update(QUOTE, 9, 8))
            await self.next(events, Broken)
            await peer.subscribed(9)
            await peer.send(update(QUOTE, 12, 11))
            await self.next(events, Broken)
            client.subscriptions[0].close()
            await peer.receive("unsubscribe")
            with self.assertRaises(asyncio.TimeoutError):
                await asyncio.wait_for(peer.socket.recv(), 0.5)


class CreditTest(ClientTestCase):
    async def test_credit_is_given_for_what_has_been_dealt_with(self) -> None:
        async with self.client(flow="credit", credit=4) as client:
            updates = client.updates()
            client.subscribe("000001.SZ", "quote")
            peer = await self.server.greeted(flow="credit")
            self.assertEqual((await peer.receive("ready"))["data"], {"credit": 4})
            await peer.receive("subscribe")
            await peer.send(answer(QUOTE, 5), update(QUOTE, 5), update(QUOTE, 6, 5), update(QUOTE, 7, 6))
            self.assertEqual([(await self.next(updates, Update)).seq for _ in range(3)], [5, 6, 7])
            rest = asyncio.create_task(self.next(updates, Update))
            given = 0
            while given < 4:
                given += (await peer.receive("ready"))["data"]["credit"]
            self.assertEqual(given, 4)
            await peer.send(update(QUOTE, 8, 7))
            await rest

    async def test_a_frame_at_a_time(self) -> None:
        async with self.client(flow="credit", credit=1) as client:
            seen = asyncio.Queue[int]()
            client.on(Update, lambda event: seen.put_nowait(event.seq))
            client.subscribe("000001.SZ", "quote")
            peer = await self.server.greeted(flow="credit")
            await peer.receive("ready")
            await peer.receive("subscribe")
            for message in (answer(QUOTE, 5), update(QUOTE, 5), update(QUOTE, 9, 5)):
                await peer.send(message)
                self.assertEqual((await peer.receive("ready"))["data"], {"credit": 1})
            self.assertEqual([seen.get_nowait(), seen.get_nowait()], [5, 9])

    async def test_without_credit_silence_means_nothing(self) -> None:
        agreed = {"flow": "credit", "heartbeat_ms": 200}
        async with self.client(flow="credit", credit=2, heartbeat=0.5) as client:
            updates = client.updates()
            client.subscribe("000001.SZ", "quote")
            peer = await self.server.greeted(**agreed)
            await peer.receive("ready")
            await peer.receive("subscribe")
            await peer.send(answer(QUOTE, 5), update(QUOTE, 5))
            await asyncio.sleep(1)  # twice as long as heartbeats may stay away
            self.assertEqual((await self.next(updates, Update)).seq, 5)
            taking = asyncio.create_task(self.next(updates, Update))
            await peer.receive("ready")
            await peer.send(update(QUOTE, 6, 5))
            await taking

    async def test_a_server_that_does_not_know_credit_is_not_sent_any(self) -> None:
        async with self.subscribed(flow="credit", credit=1) as (_, peer, events):
            await peer.send(update(QUOTE, 6, 5))
            await self.next(events, Update)
            self.assertEqual([r["type"] for r in peer.requests], ["hello", "subscribe"])
