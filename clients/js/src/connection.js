// One WebSocket that comes back: state, back-off, the server's own hints. Knows no topic.

import { isFinal, waitBefore } from './backoff.js';
import { Frames } from './frames.js';

const OPEN_WITHIN = 10_000;
const STABLE_AFTER = 10_000;
const OWN_LOSS = 1006;

export class Connection {
  #url;
  #on;
  #world;
  #socket = null;
  #attempt = 0;
  #timer;
  #liveSince = 0;
  #comeBackAt = 0;

  state = { name: 'idle', attempt: 0 };

  /**
   * Calls back with:
   * - `opened()` as soon as messages can be sent;
   * - `received(message, size)` for each frame, in order;
   * - `unreadable(fault)` for a frame that is no JSON, after which the connection is given up;
   * - `changed(state)`.
   */
  constructor(url, on, world) {
    this.#url = url;
    this.#on = on;
    this.#world = world;
  }

  /** Connects now, whatever it was waiting for. */
  open() {
    this.#leave();
    this.#become({ name: 'connecting', attempt: this.#attempt });
    const socket = new this.#world.WebSocket(this.#url);
    const present = (job) => (event) => socket === this.#socket && job(event);
    const frames = new Frames(
      present((message, size) => this.#on.received(message, size)),
      present((fault) => this.#despair(fault)),
    );
    socket.binaryType = 'arraybuffer';
    socket.onopen = present(() => this.#on.opened());
    socket.onmessage = present((event) => frames.read(event.data));
    socket.onclose = ({ code, reason }) => frames.end(present(() => this.#lose(code, reason)));
    socket.onerror = () => {}; // a close follows and says all there is
    this.#socket = socket;
    this.#timer = this.#world.setTimeout(() => this.giveUp(), OPEN_WITHIN);
  }

  /** The server has answered: from now on the connection counts as live. */
  settle() {
    this.#world.clearTimeout(this.#timer);
    this.#liveSince = this.#world.now();
    this.#become({ name: 'live', attempt: 0 });
  }

  /** The server says in how many milliseconds it expects us back once it has closed. */
  comeBackIn(milliseconds) {
    this.#comeBackAt = this.#world.now() + milliseconds;
  }

  /** Tries at once if it is only waiting, for instance because the network is back. */
  hurry() {
    if (this.state.name === 'waiting') {
      this.open();
    }
  }

  /** Takes the connection for lost, without waiting for anybody to say so. */
  giveUp() {
    this.#lose(OWN_LOSS, 'no answer');
  }

  /** Ends it for good. */
  close() {
    this.#leave();
    this.#attempt = 0;
    this.#become({ name: 'closed', attempt: 0 });
  }

  /** @return whether the message went out */
  send(message) {
    if (this.#socket?.readyState !== 1) {
      return false;
    }
    this.#socket.send(JSON.stringify(message));
    return true;
  }

  #despair(fault) {
    this.#on.unreadable(fault);
    this.#lose(OWN_LOSS, 'unreadable frame');
  }

  #lose(code, reason) {
    const now = this.#world.now();
    if (this.state.name === 'live' && now - this.#liveSince >= STABLE_AFTER) {
      this.#attempt = 0;
    }
    this.#leave();
    if (isFinal(code)) {
      this.#become({ name: 'ended', attempt: this.#attempt, code, reason });
      return;
    }
    const wait =
      this.#comeBackAt > now ? this.#comeBackAt - now : waitBefore(this.#attempt, this.#world.random());
    this.#comeBackAt = 0;
    this.#attempt += 1;
    this.#timer = this.#world.setTimeout(() => this.open(), wait);
    this.#become({ name: 'waiting', attempt: this.#attempt, retryAt: now + wait, code, reason });
  }

  #leave() {
    const socket = this.#socket;
    this.#world.clearTimeout(this.#timer);
    this.#socket = null;
    socket?.close();
  }

  #become(state) {
    this.state = state;
    this.#on.changed(state);
  }
}
