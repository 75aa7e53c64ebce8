"""A WebSocket client of a few lines, for the tests."""
import base64
import json
import os
import socket
import struct


class Refused(Exception):
    def __init__(self, status, body):
        super().__init__("%d %r" % (status, body))
        self.status = status
        self.body = body


class Client:
    def __init__(self, port, path, headers=None, key=True, buffer=None):
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(20)
        self.socket.connect(("127.0.0.1", port))
        lines = ["GET %s HTTP/1.1" % path, "Host: localhost", "Upgrade: websocket", "Connection: Upgrade"]
        if key:
            lines += ["Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: " + base64.b64encode(os.urandom(16)).decode()]
        lines += ["%s: %s" % pair for pair in (headers or {}).items()]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self.stream = self.socket.makefile("rb")
        status = int(self.stream.readline().split()[1])
        length = 0
        while True:
            line = self.stream.readline().strip()
            if not line:
                break
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if status != 101:
            body = self.stream.read(length)
            self.close()
            raise Refused(status, body)

    def frame(self, opcode, payload, final=True, masked=True):
        mask = os.urandom(4)
        head = bytes([(0x80 if final else 0) | opcode])
        flag = 0x80 if masked else 0
        if len(payload) < 126:
            head += bytes([flag | len(payload)])
        elif len(payload) < 1 << 16:
            head += struct.pack(">BH", flag | 126, len(payload))
        else:
            head += struct.pack(">BQ", flag | 127, len(payload))
        body = bytes(c ^ mask[i & 3] for i, c in enumerate(payload)) if masked else payload
        self.socket.sendall(head + (mask if masked else b"") + body)

    def send(self, value):
        self.frame(1, json.dumps(value).encode())

    def next(self):
        """The next frame of any kind: opcode and payload."""
        first, second = self._bytes(2)
        length = second & 0x7F
        if length == 126:
            length = struct.unpack(">H", self._bytes(2))[0]
        elif length == 127:
            length = struct.unpack(">Q", self._bytes(8))[0]
        return first & 15, self._bytes(length)

    def rows(self):
        """The next text as JSON."""
        while True:
            opcode, payload = self.next()
            if opcode == 1:
                return json.loads(payload)

    def close_code(self):
        while True:
            opcode, payload = self.next()
            if opcode == 8:
                return struct.unpack(">H", payload[:2])[0]

    def close(self):
        self.stream.close()
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def _bytes(self, count):
        read = self.stream.read(count)
        if len(read) < count:
            raise ConnectionError("the bridge is gone")
        return read
