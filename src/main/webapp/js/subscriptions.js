// What the page wants to hear, kept across connections, each topic with its chain of updates.

import { link } from './chain.js';

const REPAIR_EVERY = 2_000;

/** The name of a topic as the server writes it. */
export function topicOf({ type, symbol, period }) {
  if (type === 'kline') {
    return `kline.${period}:${symbol}`;
  }
  return type === 'depth' ? `depth.5:${symbol}` : `${type}:${symbol}`;
}

export class Subscriptions {
  #wanted = new Map();
  #send;
  #later;
  #nextId = 1;

  /** Chains found broken since the start, each repaired by subscribing again. */
  repairs = 0;

  /**
   * @param send takes a message, returns false while there is no connection
   * @param later setTimeout, unless a test gives another
   */
  constructor(send, later = globalThis.setTimeout.bind(globalThis)) {
    this.#send = send;
    this.#later = later;
  }

  /** @param wishes objects with type, symbol, period (kline) and rows (how many past events to begin with) */
  want(wishes) {
    const fresh = wishes.filter((wish) => !this.#wanted.has(topicOf(wish)));
    for (const wish of fresh) {
      this.#wanted.set(topicOf(wish), { wish, last: undefined, asked: true, repairing: false });
    }
    this.#subscribe(fresh);
  }

  drop(wishes) {
    const known = wishes.filter((wish) => this.#wanted.delete(topicOf(wish)));
    this.#tell('unsubscribe', known);
  }

  /** Begins every chain anew: the connection is a new one. */
  restart() {
    for (const entry of this.#wanted.values()) {
      entry.last = undefined;
      entry.asked = true;
    }
    this.#subscribe([...this.#wanted.values()].map((entry) => entry.wish));
  }

  /**
   * Takes the next update of a topic.
   *
   * @return whether it is to be shown: it is wanted, and newer than what was taken before
   */
  take(update) {
    const entry = this.#wanted.get(update.topic);
    if (!entry) {
      return false;
    }
    const verdict = link(entry.last, update);
    if (verdict === 'start' || verdict === 'next') {
      entry.last = update.seq;
      entry.asked = false;
      return true;
    }
    if (verdict === 'broken' && !entry.asked) {
      this.#repair(update.topic, entry);
    }
    return false;
  }

  /** The server says what it left out: the next update follows the end of the gap. */
  skip({ topic, to }) {
    const entry = this.#wanted.get(topic);
    if (entry && entry.last !== undefined && to > entry.last) {
      entry.last = to;
    }
  }

  #repair(topic, entry) {
    entry.asked = true;
    entry.last = undefined;
    this.repairs += 1;
    if (entry.repairing) {
      return;
    }
    const again = () => {
      if (this.#wanted.get(topic) === entry && entry.asked) {
        this.#tell('unsubscribe', [entry.wish]);
        this.#subscribe([entry.wish]);
      }
    };
    entry.repairing = true;
    again();
    // A topic that breaks at once again waits its turn, so that a fault cannot turn into a storm of subscriptions.
    this.#later(() => {
      entry.repairing = false;
      again();
    }, REPAIR_EVERY);
  }

  #subscribe(wishes) {
    this.#tell('subscribe', wishes);
  }

  #tell(type, wishes) {
    const groups = new Map();
    for (const wish of wishes) {
      const data = { data_types: [wish.type] };
      if (wish.period) {
        data.frequency = wish.period;
      }
      if (type === 'subscribe' && wish.rows) {
        data.snapshot = wish.rows;
      }
      const key = JSON.stringify(data);
      groups.set(key, { ...data, symbols: [...(groups.get(key)?.symbols ?? []), wish.symbol] });
    }
    for (const data of groups.values()) {
      this.#send({ type, id: this.#nextId, data });
      this.#nextId += 1;
    }
  }
}
