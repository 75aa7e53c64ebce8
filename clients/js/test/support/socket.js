// The WebSocket of these tests: what a browser has, as far as the client uses it, on node:net. Node 18 and 20 have none of their own.

import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { acceptOf, FrameLine } from './rfc6455.js';

export class NetSocket {
  static opened = [];

  binaryType = 'blob';
  readyState = 0;
  onopen = null;
  onmessage = null;
  onclose = null;
  onerror = null;
  #tcp;
  #line;

  constructor(url) {
    const { hostname, port, pathname, search } = new URL(url);
    const key = randomBytes(16).toString('base64');
    NetSocket.opened.push(this);
    this.#tcp = connect(Number(port), hostname);
    this.#tcp.setNoDelay(true);
    this.#line = new FrameLine(this.#tcp, true, {
      message: (data) => this.readyState === 1 && this.onmessage?.({ data }),
      closed: (code, reason) => this.#closed(code, reason),
    });
    this.#tcp.removeAllListeners('data');
    this.#tcp.on('connect', () =>
      this.#tcp.write(
        `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n\r\n`,
      ),
    );
    this.#readHead(acceptOf(key));
  }

  send(text) {
    this.#line.send(text);
  }

  close(code, reason) {
    if (this.readyState === 1) {
      this.readyState = 2;
      this.#line.close(code, reason);
    } else if (this.readyState === 0) {
      this.#tcp.destroy();
    }
  }

  /** Cuts the line without a word. */
  cut() {
    this.#tcp.resetAndDestroy();
  }

  /** Reads nothing until it is resumed; what comes waits in the machine's buffers, then in the server. */
  stall() {
    this.#tcp.pause();
  }

  resume() {
    this.#tcp.resume();
  }

  #readHead(accept) {
    let head = Buffer.alloc(0);
    const read = (bytes) => {
      head = Buffer.concat([head, bytes]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      this.#tcp.off('data', read);
      const text = head.subarray(0, end).toString();
      if (!text.startsWith('HTTP/1.1 101') || !text.includes(accept)) {
        this.onerror?.({ message: text.split('\r\n')[0] });
        this.#tcp.destroy();
        return;
      }
      this.readyState = 1;
      this.onopen?.({});
      this.#tcp.on('data', (more) => this.#line.take(more));
      this.#line.take(head.subarray(end + 4));
    };
    this.#tcp.on('data', read);
  }

  #closed(code, reason) {
    const before = this.readyState;
    this.readyState = 3;
    if (before === 0) {
      this.onerror?.({});
    }
    this.onclose?.({ code, reason });
  }
}
