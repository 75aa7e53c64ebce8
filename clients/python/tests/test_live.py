"""What happens with a real server: the one at ARGUS_URL, which has the simulated board and the recorded BTC-USD."""

from __future__ import annotations

import asyncio
import contextlib
import csv
import io
import os
import sys
import time
import unittest
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from argus_realtime import Batch, Broken, Client, Disconnected, Event, Gap, Options, Refused, Update
from argus_realtime.mailbox import Events

from .cable import Cable

URL = os.environ.get("ARGUS_URL", "")
LATER = 40.0
EXAMPLES = Path(__file__).parent.parent / "examples"
T = TypeVar("T")


class Proof:
    """Follows the events of a client, and holds what it knows against the rules of order."""

    def __init__(self, events: Events[Event]) -> None:
        self._events = events
        self.last: dict[str, int] = {}
        self.gaps: list[Gap] = []

    async def next(self, kind: type[T]) -> T:
        async def search() -> T:
            async for event in self._events:
                self._check(event)
                if isinstance(event, kind):
                    return event
            raise AssertionError("the client has ended")

        return await asyncio.wait_for(search(), LATER)

    async def updates(self, count: int) -> list[Update]:
        return [await self.next(Update) for _ in range(count)]

    def _check(self, event: Event) -> None:
        if isinstance(event, Broken):
            raise AssertionError(f"{event.topic} is broken: {event.reason}")
        if isinstance(event, Gap):
            self.gaps.append(event)
            if event.to_seq is not None:
                self.last[event.topic] = event.to_seq
        if isinstance(event, Update):
            if not event.snapshot:
                assert event.pseq is not None and self.last.get(event.topic, event.pseq) == event.pseq, event
                assert 0 <= event.merged < event.seq - event.pseq, event
            if event.data_type == "trade":  # of which every one is owed
                assert event.seq == self.last.get(event.topic, event.seq - 1) + 1, event
            self.last[event.topic] = event.seq


@unittest.skipUnless(URL, "there is no server: ARGUS_URL is not set")
class LiveTest(unittest.IsolatedAsyncioTestCase):
    async def open(self, url: str = URL, **options: Any) -> tuple[Client, Proof]:
        options = {"backoff": 0.05, "backoff_limit": 0.2, **options}
        client = await self.enterAsyncContext(Client(url, Options(**options)))
        return client, Proof(client.events())

    async def test_values_come_whole_in_every_encoding(self) -> None:
        for encoding in ("json", "json+gzip", "json+binary"):
            for batch in (None, Batch(), Batch(max_delay_ms=200)):
                for delta in (False, True):
                    with self.subTest(encoding=encoding, batch=batch, delta=delta):
                        client, proof = await self.open(encodings=[encoding], batch=batch, delta=delta)
                        client.subscribe(["000001.SZ", "600519.SH"], ["quote", "depth", "kline"], periods=["1s"])
                        for update in await proof.updates(25):
                            self.assertEqual(update.data["symbol"], update.symbol)
                            self.assertIn("timestamp", update.data)
                            if update.data_type == "quote":
                                self.assertIsInstance(update.data["last_price"], (Decimal, int))
                                self.assertEqual(update.data["close"], update.data["last_price"])
                        agreed = (await client.connected())["agreed"]
                        self.assertEqual((agreed["encoding"], agreed["delta"]), (encoding, delta))
                        await client.close()

    async def test_after_a_cut_no_trade_is_missing_and_none_comes_twice(self) -> None:
        cable = await self.enterAsyncContext(Cable(URL))
        client, proof = await self.open(cable.url, encodings=["json+gzip"])
        client.subscribe(["000001.SZ", "600519.SH", "AAPL.US"], ["trade", "quote", "kline"], periods=["1s"])
        for _ in range(4):
            await proof.updates(20)
            cable.cut()
            await proof.next(Disconnected)
        await proof.updates(40)
        self.assertEqual((proof.gaps, cable.connections), ([], 5))

    async def test_a_wire_that_passes_nothing_on_is_noticed(self) -> None:
        cable = await self.enterAsyncContext(Cable(URL))
        client, proof = await self.open(cable.url, heartbeat=0.5, connect_timeout=1)
        client.subscribe("000001.SZ", ["trade", "quote"])
        await proof.updates(4)
        cable.freeze()
        await proof.next(Disconnected)
        cable.cut()
        cable.thaw()
        await proof.updates(4)
        self.assertEqual(proof.gaps, [])

    async def test_who_asks_late_is_brought_up_to_date_with_what_is_newest(self) -> None:
        client, proof = await self.open(flow="credit", credit=2)
        client.subscribe(["000001.SZ", "600519.SH"], "quote")
        await proof.updates(4)
        await asyncio.sleep(4)
        before = time.time() * 1000
        merged, late = 0, 0
        for update in await proof.updates(12):
            merged += update.merged
            late += update.ts < before - 3000
        self.assertGreater(merged, 0)
        self.assertLessEqual(late, 4)  # what was under way when it stopped asking

    async def test_fields_filters_and_rates_are_kept_to_and_can_be_changed(self) -> None:
        client, proof = await self.open()
        board = client.subscribe(
            ["000001.SZ", "600519.SH", "0700.HK"],
            "quote",
            fields=["last_price", "volume"],
            timestamps=True,
            max_rate=5,
            where={"field": "last_price", "cmp": "gt", "val": Decimal("100")},
        )
        for update in await proof.updates(6):
            self.assertEqual(set(update.data), {"symbol", "last_price", "volume"})
            self.assertGreater(update.data["last_price"], 100)
            self.assertIsNotNone(update.src_ts)
            self.assertIsNotNone(update.in_ts)
        board.reconfigure(fields=None, where={"field": "last_price", "cmp": "lt", "val": 100})
        while (await proof.next(Update)).symbol != "000001.SZ":
            pass
        update = await proof.next(Update)
        self.assertIn("bid_price", update.data)
        board.pause()
        await client.request("ping")
        with contextlib.suppress(asyncio.TimeoutError):
            while True:  # those under way
                await asyncio.wait_for(proof.next(Update), 2)
        board.resume()
        self.assertGreater((await proof.next(Update)).merged, 0)

    async def test_a_pattern_stands_for_many_symbols(self) -> None:
        client, proof = await self.open()
        set_ = client.subscribe("60*.SH", "quote")
        seen = {update.symbol for update in await proof.updates(12)}
        self.assertGreater(len(seen), 2)
        self.assertTrue(all(symbol.startswith("60") for symbol in seen))
        set_.add("AAPL")
        set_.remove("60*.SH")
        while (await proof.next(Update)).symbol != "AAPL.US":
            pass
        while set_.topics != ["quote:AAPL.US"]:
            await proof.next(Update)

    async def test_what_is_refused_is_said_with_the_place_of_the_fault(self) -> None:
        client, proof = await self.open()
        client.subscribe("00001.SZ", "quote", name="typo")
        refused = await proof.next(Refused)
        self.assertEqual((refused.code, refused.name, refused.symbol), (4041, "UNKNOWN_SYMBOL", "00001.SZ"))
        self.assertIn("000001.SZ", refused.suggestions)
        where: Any = {"op": "and", "nodes": [{"field": "last_price", "cmp": "like", "val": 1}]}
        client.subscribe("000001.SZ", "quote", name="bad", where=where)
        refused = await proof.next(Refused)
        self.assertEqual((refused.code, refused.sub), (4006, "bad"))
        self.assertEqual(refused.details["path"], "$.data.where.nodes[0].cmp")

    async def test_the_examples_run(self) -> None:
        text = await self.run_example("record_trades.py", "--most", "5", "600519.SH", "000001.SZ")
        rows = list(csv.DictReader(io.StringIO(text)))
        self.assertEqual(len(rows), 5)
        self.assertTrue(all(Decimal(row["price"]) > 0 and row["topic"].startswith("trade:") for row in rows))
        self.assertIn("600519.SH", await self.run_example("print_quotes.py", "600519.SH", lines=2))

    async def run_example(self, name: str, *arguments: str, lines: int = 0) -> str:
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(EXAMPLES / name), "--url", URL, *arguments, stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        try:
            if lines:
                read = [await asyncio.wait_for(process.stdout.readline(), LATER) for _ in range(lines)]
                return b"".join(read).decode()
            return (await asyncio.wait_for(process.stdout.read(), LATER)).decode()
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()
