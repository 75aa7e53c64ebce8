// One WebSocket that comes back: state, back-off, round-trip time and the server's clock. Knows no topic.

import { isFinal, waitBefore } from './backoff.js';

const PING_EVERY = 5_000;
const OPEN_WITHIN = 10_000;
const STABLE_AFTER = 10_000;

/**
 * Calls back with:
 * - `opened()` after the first frame, the server's welcome;
 * - `received(message)` for every message but pong;
 * - `changed(state)` with `{name, attempt, retryAt, code, reason}`; name is connecting, live, waiting or ended.
 */
export class Connection {
  #url;
  #on;
  #world;
  #socket = null;
  #attempt = 0;
  #timer;
  #pinger;
  #pingSentAt = null;
  #heardAt = 0;
  #liveSince = 0;
  #comeBackAt = null;

  /** Milliseconds for a ping to come back; undefined until the first pong. */
  roundTrip;
  /** Milliseconds by which the server's clock is ahead of ours. */
  clockOffset = 0;
  state = { name: 'connecting', attempt: 0 };

  /** @param world WebSocket, setTimeout, clearTimeout, now and random; the browser's own unless a test gives others */
  constructor(url, on, world = {}) {
    this.#url = url;
    this.#on = on;
    this.#world = {
      WebSocket: globalThis.WebSocket,
      setTimeout: globalThis.setTimeout.bind(globalThis),
      clearTimeout: globalThis.clearTimeout.bind(globalThis),
      now: Date.now,
      random: Math.random,
      ...world,
    };
  }

  /** Connects now, whatever it was waiting for. */
  open() {
    this.#forget();
    this.#become({ name: 'connecting', attempt: this.#attempt });
    const socket = new this.#world.WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = (event) => this.#hear(socket, event.data);
    socket.onclose = (event) => this.#lose(socket, event.code, event.reason);
    this.#timer = this.#world.setTimeout(() => this.#giveUp(socket), OPEN_WITHIN);
  }

  /** Tries at once if it is only waiting, for instance because the network is back. */
  hurry() {
    if (this.state.name === 'waiting') {
      this.open();
    }
  }

  /** @return whether the message went out; while not live nothing does, and subscriptions are repeated on return */
  send(message) {
    if (this.state.name !== 'live') {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #hear(socket, text) {
    if (socket !== this.#socket) {
      return;
    }
    this.#heardAt = this.#world.now();
    const message = JSON.parse(text);
    if (this.state.name === 'connecting') {
      this.#enter(socket);
    }
    if (message.type === 'pong') {
      this.#measure(message.data);
      return;
    }
    if (message.type === 'status' && message.data?.type === 'shutdown') {
      const wait = message.data.details?.reconnect_after_ms ?? message.data.reconnect_after_ms;
      this.#comeBackAt = typeof wait === 'number' ? this.#world.now() + wait : null;
    }
    this.#on.received(message);
  }

  #enter(socket) {
    this.#world.clearTimeout(this.#timer);
    this.#liveSince = this.#world.now();
    this.#become({ name: 'live', attempt: 0 });
    this.#on.opened();
    this.#ping(socket);
  }

  #ping(socket) {
    if (socket !== this.#socket) {
      return;
    }
    if (this.#pingSentAt !== null && this.#heardAt < this.#pingSentAt) {
      // Neither pong nor anything else for a whole interval: a half-open connection never reports its own end.
      this.#giveUp(socket);
      return;
    }
    this.#pingSentAt = this.#world.now();
    this.send({ type: 'ping', data: {} });
    this.#pinger = this.#world.setTimeout(() => this.#ping(socket), PING_EVERY);
  }

  #measure(data) {
    if (this.#pingSentAt === null) {
      return;
    }
    this.roundTrip = this.#heardAt - this.#pingSentAt;
    const serverTime = Date.parse(data?.server_time);
    if (!Number.isNaN(serverTime)) {
      this.clockOffset = serverTime - (this.#pingSentAt + this.roundTrip / 2);
    }
  }

  #giveUp(socket) {
    this.#lose(socket, 1006, '');
    socket.close();
  }

  #lose(socket, code, reason) {
    if (socket !== this.#socket) {
      return;
    }
    const now = this.#world.now();
    const wasStable = this.state.name === 'live' && now - this.#liveSince >= STABLE_AFTER;
    this.#forget();
    if (isFinal(code)) {
      this.#become({ name: 'ended', attempt: this.#attempt, code, reason });
      return;
    }
    if (wasStable) {
      this.#attempt = 0;
    }
    const wait =
      this.#comeBackAt === null
        ? waitBefore(this.#attempt, this.#world.random())
        : Math.max(0, this.#comeBackAt - now);
    this.#comeBackAt = null;
    this.#attempt += 1;
    this.#become({ name: 'waiting', attempt: this.#attempt, retryAt: now + wait, code, reason });
    this.#timer = this.#world.setTimeout(() => this.open(), wait);
  }

  #forget() {
    this.#world.clearTimeout(this.#timer);
    this.#world.clearTimeout(this.#pinger);
    this.#socket = null;
    this.#pingSentAt = null;
    this.roundTrip = undefined;
  }

  #become(state) {
    this.state = state;
    this.#on.changed(state);
  }
}
