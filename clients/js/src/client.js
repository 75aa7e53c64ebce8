// The client: says hello, keeps the line alive and paced, tells the listeners.

import { Connection } from './connection.js';
import { Credit, whenRendered } from './credit.js';
import { Events } from './events.js';
import { Feed } from './feed.js';
import { readableEncodings } from './frames.js';
import { Requests } from './requests.js';
import { Subscription } from './subscription.js';
import { Watchdog } from './watchdog.js';

const DEFAULTS = {
  client: 'argus-realtime-client/0.1',
  batch: { max_delay_ms: 0, max_items: 500 },
  delta: true,
  flow: 'push',
  heartbeat_ms: 5_000,
  credit: 1,
  rendered: whenRendered,
};

function surroundings() {
  return {
    WebSocket: globalThis.WebSocket,
    setTimeout: globalThis.setTimeout.bind(globalThis),
    clearTimeout: globalThis.clearTimeout.bind(globalThis),
    now: Date.now,
    random: Math.random,
  };
}

/** Messages that are events by themselves. */
const EVENTS = new Set(['error', 'heartbeat', 'status']);

export class ArgusClient extends Events {
  #options;
  #connection;
  #credit;
  #watchdog;
  #requests;
  #feed;
  #subscriptions = new Map();
  #nextId = 1;
  #helloId;

  /** The `data` of the last welcome: node, limits, periods, and `agreed`; undefined before the first. */
  welcome;

  constructor(url, { WebSocket, world, ...options } = {}) {
    super();
    const here = { ...surroundings(), ...(WebSocket && { WebSocket }), ...world };
    if (!here.WebSocket) {
      throw new TypeError('There is no WebSocket here: pass one, as new ArgusClient(url, { WebSocket })');
    }
    this.#options = { encodings: readableEncodings(), ...DEFAULTS, ...options };
    this.#connection = new Connection(
      url,
      {
        opened: () => this.#opened(),
        received: (frame, size) => this.#received(frame, size),
        unreadable: (fault) => this.emit('error', { name: 'UNREADABLE_FRAME', message: String(fault), retryable: true }),
        changed: (state) => this.#changed(state),
      },
      here,
    );
    this.#credit = new Credit((credit) => this.#say('ready', { credit }), this.#options.rendered, here);
    this.#watchdog = new Watchdog(() => this.#connection.giveUp(), () => this.#credit.exhausted, here);
    this.#requests = new Requests((type, data) => this.#say(type, data), here);
    this.#feed = new Feed((type, data) => this.#say(type, data), (...event) => this.#announce(...event), here);
  }

  get state() {
    return this.#connection.state;
  }

  open() {
    this.#connection.open();
    return this;
  }

  hurry() {
    this.#connection.hurry();
  }

  close() {
    this.#connection.close();
  }

  request(type, data = {}) {
    return this.#requests.ask(type, data);
  }

  subscribe(name, wish) {
    const known = this.#subscriptions.get(name);
    const subscription = known ?? new Subscription(name, (set) => this.#feed.wish(set), (set, next) => this.#want(set, next));
    this.#subscriptions.set(name, subscription);
    this.#want(name, { ...wish });
    return subscription;
  }

  stream(topic) {
    return this.#feed.stream(topic);
  }

  #want(name, wish) {
    if (wish === null) {
      this.#subscriptions.delete(name);
    }
    this.#feed.want(name, wish);
  }

  #say(type, data) {
    const id = this.#nextId++;
    return this.#connection.send({ type, id, data }) ? id : undefined;
  }

  #opened() {
    const { client, encodings, batch, delta, flow, heartbeat_ms } = this.#options;
    const parts = { version: 2, client, encodings, batch: batch || undefined, delta, flow, heartbeat_ms };
    this.#helloId = this.#say('hello', parts);
    this.#feed.start();
  }

  #changed(state) {
    if (state.name !== 'live') {
      this.#credit.stop();
      this.#watchdog.stop();
      this.#feed.stop();
      this.#requests.fail(new Error(`the connection is ${state.name}`));
    }
    this.emit('state', state);
  }

  #received(frame, size) {
    this.#watchdog.heard();
    const paced = this.#credit.running;
    const messages = frame.type === 'batch' ? frame.items : [frame];
    messages.forEach((message) => this.#take(message));
    this.emit('frame', { messages: messages.length, size });
    if (paced) {
      this.#credit.received();
    }
  }

  #take(message) {
    const { type, id, data } = message;
    if (this.#requests.answer(message) || this.#feed.take(message)) {
      return;
    }
    if (type === 'welcome') {
      this.welcome = data;
    }
    if (id !== undefined && id === this.#helloId) {
      this.#greeted(type === 'welcome' ? data.agreed : {});
    }
    if (type === 'heartbeat') {
      this.#feed.compare(data.tops ?? {});
    }
    if (type === 'status' && data.type === 'shutdown') {
      this.#connection.comeBackIn(data.details?.reconnect_after_ms ?? 0);
    }
    if (EVENTS.has(type)) {
      this.emit(type, data);
    }
  }

  /** The server has answered hello; one that does not know it goes on without. */
  #greeted({ heartbeat_ms = 0, flow }) {
    this.#helloId = undefined;
    this.#connection.settle();
    this.#watchdog.start(heartbeat_ms);
    if (flow === 'credit') {
      this.#credit.start(this.#options.credit);
    }
  }

  #announce(sub, type, event) {
    this.#subscriptions.get(sub)?.emit(type, event);
    this.emit(type, event);
  }
}
