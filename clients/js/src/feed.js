// What is wanted meets what is known: asks for the difference, takes updates, heals broken chains, goes on after a reconnect.

import { Streams } from './streams.js';
import { Wishes } from './wishes.js';

const HEAL_EVERY = 2_000;
const RETRY_AFTER = 1_000;

export class Feed {
  #say;
  #announce;
  #world;
  #streams = new Streams();
  #wishes = new Wishes();
  #asked = null;
  #planned = false;

  /**
   * @param say sends a message of a type with data, returns its id
   * @param announce tells the listeners of a set, and those of all: sub, type, event
   */
  constructor(say, announce, world) {
    this.#say = say;
    this.#announce = announce;
    this.#world = world;
  }

  wish(name) {
    return this.#wishes.get(name);
  }

  stream(topic) {
    return this.#streams.get(topic);
  }

  /** Replaces a set, or ends it with null. */
  want(name, wish) {
    const offline = this.#asked === null;
    const fields = this.#wishes.get(name)?.fields;
    const gone = this.#wishes.want(name, wish);
    if (offline && gone.some((topic) => !this.#streams.get(topic))) {
      this.#streams.dropUnnamed(name, this.#wishes.topics(name));
    }
    if (offline && JSON.stringify(fields) !== JSON.stringify(wish?.fields)) {
      this.#streams.dropValues(name);
    }
    gone.forEach((topic) => this.#streams.drop(topic));
    this.#plan();
  }

  /** There is a connection: everything is asked for anew, to go on where it was. */
  start() {
    this.#asked = new Map();
    this.#streams.restart();
    this.#wishes.forget();
    this.#plan();
  }

  stop() {
    this.#asked = null;
  }

  /** Takes a message. @return whether it was one for here */
  take(message) {
    const { type, id, data } = message;
    if (message.topic !== undefined) {
      this.#update(message);
    } else if (type === 'subscription_response') {
      this.#answered(id, data);
    } else if (type === 'unsubscribe_response') {
      // That there was nothing to end is as good as the end.
      this.#streams.drop(data.topic);
    } else if (type === 'gap') {
      this.#streams.skip(data);
      this.#announce(this.#streams.get(data.topic)?.sub, 'gap', data);
    } else if (type === 'error' && this.#asked?.has(id)) {
      this.#refused(this.#asked.get(id), data);
    } else if (type === 'reconfigure_response') {
      if (!data.success) {
        this.#announce(data.sub, 'error', data);
      }
    } else {
      return false;
    }
    return true;
  }

  /** Compares with what the server has sent of silent topics. */
  compare(tops) {
    this.#streams.compare(tops).forEach(({ stream, broken }) => this.#heal(stream, broken));
  }

  #update(message) {
    const { stream, update, broken } = this.#streams.take(message) ?? {};
    if (broken) {
      this.#heal(stream, broken);
    } else if (update) {
      this.#announce(stream.sub, update.snapshot ? 'snapshot' : 'update', update);
    }
  }

  #answered(id, data) {
    const sub = data.sub ?? this.#asked?.get(id)?.name;
    if (data.status === 'error') {
      this.#announce(sub, 'error', { ...data, sub });
      return;
    }
    const lost = this.#streams.begin({ ...data, sub });
    this.#announce(sub, 'subscribed', { ...data, sub });
    if (lost) {
      this.#announce(sub, 'gap', lost);
    }
  }

  /** A whole message was refused; what can succeed later is tried again. */
  #refused({ name, topics }, fault) {
    this.#announce(name, 'error', { ...fault, sub: name });
    if (fault.retryable && topics.length > 0) {
      this.#later(fault.retry_after_ms ?? RETRY_AFTER, () => {
        this.#wishes.retell(name, topics);
        this.#plan();
      });
    }
  }

  #heal(stream, broken) {
    const { topic, sub, keepsAll, healedAt = -Infinity } = stream;
    stream.asked = true;
    if (!keepsAll) {
      stream.seq = undefined;
    }
    this.#announce(sub, 'gap', broken);
    // A topic that breaks at once again waits its turn, so that a fault cannot turn into a storm of subscriptions.
    this.#later(Math.max(0, healedAt + HEAL_EVERY - this.#world.now()), () => {
      if (this.#streams.get(topic) === stream) {
        stream.healedAt = this.#world.now();
        this.#tell(this.#wishes.again(stream, this.#streams.positions(sub)));
      }
    });
  }

  /** Does something on this connection, or not at all. */
  #later(wait, job) {
    const asked = this.#asked;
    this.#world.setTimeout(() => asked === this.#asked && job(), wait);
  }

  /** Changes of one moment go out together. */
  #plan() {
    if (!this.#planned) {
      this.#planned = true;
      queueMicrotask(() => {
        this.#planned = false;
        if (this.#asked) {
          this.#tell(this.#wishes.plan((name) => this.#streams.positions(name)));
        }
      });
    }
  }

  #tell(messages) {
    for (const { name, topics, type, data } of messages) {
      this.#asked.set(this.#say(type, data), { name, topics });
    }
  }
}
