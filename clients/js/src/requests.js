// Questions that have one answer, found by its id.

const PATIENCE = 30_000;

export class Requests {
  #say;
  #world;
  #waiting = new Map();

  /** @param say sends a message of a type with data; returns its id, undefined while there is no connection */
  constructor(say, world) {
    this.#say = say;
    this.#world = world;
  }

  ask(type, data) {
    return new Promise((resolve, reject) => {
      const id = this.#say(type, data);
      if (id === undefined) {
        reject(new Error('there is no connection'));
        return;
      }
      const timer = this.#world.setTimeout(() => this.#settle(id)?.reject(new Error(`no answer to ${type}`)), PATIENCE);
      this.#waiting.set(id, { resolve, reject, timer });
    });
  }

  /** @return whether the message answers a question */
  answer({ id, type, data }) {
    const waiting = this.#settle(id);
    if (type === 'error') {
      waiting?.reject(Object.assign(new Error(data.message), data));
    } else {
      waiting?.resolve(data);
    }
    return waiting !== undefined;
  }

  /** No answer will come any more. */
  fail(fault) {
    for (const id of [...this.#waiting.keys()]) {
      this.#settle(id).reject(fault);
    }
  }

  #settle(id) {
    const waiting = this.#waiting.get(id);
    this.#world.clearTimeout(waiting?.timer);
    this.#waiting.delete(id);
    return waiting;
  }
}
