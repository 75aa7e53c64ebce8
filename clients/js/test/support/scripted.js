// A WebSocket server that says what a test tells it to.

import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { acceptOf, FrameLine } from './rfc6455.js';

export class ScriptedServer {
  #http = createServer();
  #guests = [];
  #awaited = [];

  /** @return a server on a free port of the loopback address */
  static async start() {
    const server = new ScriptedServer();
    server.#http.on('upgrade', (request, socket, head) => server.#welcome(request, socket, head));
    await new Promise((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url() {
    return `ws://127.0.0.1:${this.#http.address().port}/ws`;
  }

  /** The next connection, when it is there. */
  guest() {
    return this.#guests.length > 0 ? this.#guests.shift() : new Promise((resolve) => this.#awaited.push(resolve));
  }

  stop() {
    this.#http.closeAllConnections?.();
    return new Promise((resolve) => this.#http.close(resolve));
  }

  #welcome(request, socket, head) {
    const accept = acceptOf(request.headers['sec-websocket-key']);
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
    const guest = new Guest(socket);
    guest.line.take(head);
    const awaited = this.#awaited.shift();
    if (awaited) {
      awaited(guest);
    } else {
      this.#guests.push(guest);
    }
  }
}

class Guest {
  #tcp;
  #all = [];
  #heard = [];
  #awaited = null;

  constructor(tcp) {
    this.#tcp = tcp;
    this.line = new FrameLine(tcp, false, {
      message: (text) => {
        const message = JSON.parse(text);
        this.#all.push(message.type);
        this.#heard.push(message);
        this.#serve();
      },
      closed: () => {},
    });
  }

  /** The next message of a type; those before it are forgotten. */
  hear(type) {
    return new Promise((resolve) => {
      this.#awaited = { type, resolve };
      this.#serve();
    });
  }

  /** How many messages of a type have come, in all. */
  count(type) {
    return this.#all.filter((other) => other === type).length;
  }

  say(message) {
    this.line.send(JSON.stringify(message));
  }

  /** Says it as agreed by `json+gzip`. */
  pack(message) {
    this.line.send(gzipSync(JSON.stringify(message)));
  }

  /** Welcomes, and agrees to what is asked. @return what that was */
  async agree(changes = {}) {
    this.say({ type: 'welcome', data: { node: 'scripted' } });
    const { id, data } = await this.hear('hello');
    const agreed = { version: 2, encoding: data.encodings[0], delta: data.delta, flow: data.flow, heartbeat_ms: data.heartbeat_ms, ...changes };
    this.say({ type: 'welcome', id, data: { node: 'scripted', agreed } });
    return data;
  }

  /** Hears a subscription of one symbol and answers it. */
  async accept(more = {}) {
    const { id, data } = await this.hear('subscribe');
    const [symbol] = data.symbols;
    const topic = `${data.data_types[0]}:${symbol}`;
    this.pack({
      type: 'subscription_response', id,
      data: { status: 'active', sub: data.sub, topic, symbol, data_type: data.data_types[0], epoch: 'e1', seq: 1, options: {}, ...more },
    });
    return data;
  }

  close(code, reason) {
    this.line.close(code, reason);
    this.#tcp.end();
  }

  cut() {
    this.#tcp.destroy();
  }

  #serve() {
    while (this.#awaited && this.#heard.length > 0) {
      const message = this.#heard.shift();
      if (message.type === this.#awaited.type) {
        this.#awaited.resolve(message);
        this.#awaited = null;
      }
    }
  }
}
