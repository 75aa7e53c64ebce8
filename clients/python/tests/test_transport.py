from __future__ import annotations

import asyncio
import unittest

from argus_realtime import Client, Disconnected, Options, ServerRefused
from argus_realtime.transport import Lost, Transport

from .scripted import LONG, QUICK, Server


class Refusing:
    """Answers every handshake with one HTTP status."""

    def __init__(self, head: str) -> None:
        self._head = head
        self.url = ""

    async def __aenter__(self) -> Refusing:
        self._listener = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"ws://127.0.0.1:{self._listener.sockets[0].getsockname()[1]}/"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._listener.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(f"HTTP/1.1 {self._head}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{{}}".encode())
        await writer.drain()
        writer.close()


class HandshakeTest(unittest.IsolatedAsyncioTestCase):
    async def test_who_is_not_wanted_is_told_so(self) -> None:
        for status in (401, 403):
            async with Refusing(f"{status} No") as server:
                with self.subTest(status=status), self.assertRaises(ServerRefused) as refused:
                    await Transport.open(server.url, Options())
                self.assertEqual(refused.exception.code, status)

    async def test_a_server_that_is_full_says_when_to_come_back(self) -> None:
        async with Refusing("503 Full\r\nRetry-After: 5") as server:
            with self.assertRaises(Lost) as lost:
                await Transport.open(server.url, Options())
            self.assertEqual((lost.exception.code, lost.exception.retry_after), (503, 5))

    async def test_it_may_also_say_nothing(self) -> None:
        async with Refusing("502 Bad\r\nRetry-After: tomorrow") as server, Client(server.url, QUICK) as client:
            lost = await asyncio.wait_for(client.events().__anext__(), LONG)
            assert isinstance(lost, Disconnected)
            self.assertEqual(lost.code, 502)
            self.assertLess(lost.retry_in, 1)

    async def test_what_is_no_server_at_all_is_tried_again_later(self) -> None:
        async with Refusing("\r\n") as server:
            with self.assertRaises(Lost):
                await Transport.open(server.url, Options())


class TransportTest(unittest.IsolatedAsyncioTestCase):
    async def test_the_end_of_a_connection_is_told_to_writers_and_readers(self) -> None:
        async with Server() as server:
            transport = await Transport.open(server.url, Options())
            peer = await server.accept()
            await transport.send("hello")
            self.assertEqual(await peer.socket.recv(), "hello")
            await peer.close(4108, "slow consumer")
            for action in (transport.receive(), transport.send("x")):
                with self.assertRaises(Lost) as lost:
                    await asyncio.wait_for(action, LONG)
                self.assertEqual((lost.exception.code, lost.exception.reason), (4108, "slow consumer"))
            await transport.close()
