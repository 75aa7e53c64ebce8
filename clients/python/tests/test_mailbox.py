from __future__ import annotations

import asyncio
import gc
import unittest

from argus_realtime import Event, NotConnected, Status
from argus_realtime.mailbox import Events, Mailbox


def status(number: int) -> Status:
    return Status(str(number), "", "info")


class MailboxTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self) -> None:
        self.idle = 0
        self.box = Mailbox(lambda event: True, 2, self._count)

    def _count(self) -> None:
        self.idle += 1

    async def test_events_come_in_order_and_the_writer_waits_while_it_is_full(self) -> None:
        writer = asyncio.create_task(self._put(5))
        events: Events[Event] = Events(self.box)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        self.assertFalse(writer.done())
        self.assertEqual([await events.__anext__() for _ in range(5)], [status(n) for n in range(5)])
        await writer

    async def test_what_is_not_accepted_does_not_come(self) -> None:
        box = Mailbox(lambda event: event == status(1), 9, self._count)
        for number in range(3):
            await box.put(status(number))
        self.assertEqual(await box.take(), status(1))

    async def test_the_iteration_ends_when_it_is_closed_and_gives_what_was_there(self) -> None:
        await self._put(2)
        events: Events[Event] = Events(self.box)
        async with events:
            pass
        await self.box.put(status(9))
        self.assertEqual([event async for event in events], [status(0), status(1)])

    async def test_a_failure_is_raised_after_what_was_there(self) -> None:
        await self._put(1)
        self.box.close(NotConnected("gone"))
        self.assertEqual(await self.box.take(), status(0))
        with self.assertRaises(NotConnected):
            await self.box.take()

    async def test_the_reader_is_idle_when_it_has_dealt_with_everything(self) -> None:
        await self._put(1)
        await self.box.take()
        self.assertFalse(self.box.waited_for)
        reader = asyncio.create_task(self.box.take())
        await asyncio.sleep(0)
        self.assertTrue(self.box.waited_for)
        self.assertEqual(self.idle, 1)
        await self._put(1)
        await reader
        self.assertFalse(self.box.waited_for)

    async def test_a_reader_that_has_left_keeps_nobody_waiting(self) -> None:
        async for _ in self._left():
            break
        gc.collect()
        await asyncio.wait_for(self._put(9), 5)
        self.assertTrue(self.box.closed)

    def _left(self) -> Events[Event]:
        events: Events[Event] = Events(self.box)
        self.box._events.append(status(0))
        return events

    async def _put(self, count: int) -> None:
        for number in range(count):
            await self.box.put(status(number))
