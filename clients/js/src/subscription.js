// The handle of one set of topics. It holds nothing itself: what is wanted is kept in one place, and outlives connections.

import { Events } from './events.js';

export class Subscription extends Events {
  #read;
  #write;

  /**
   * @param read gives the wish of a set
   * @param write takes the name and the next wish of a set, null to end it
   */
  constructor(name, read, write) {
    super();
    this.name = name;
    this.#read = read;
    this.#write = write;
  }

  /** Symbols, data types and options as they are wanted now; undefined once the set has ended. */
  get wish() {
    return this.#read(this.name);
  }

  get symbols() {
    return [this.wish?.symbols ?? []].flat();
  }

  add(...symbols) {
    return this.change({ symbols: [...new Set([...this.symbols, ...symbols])] });
  }

  remove(...symbols) {
    return this.change({ symbols: this.symbols.filter((symbol) => !symbols.includes(symbol)) });
  }

  /** Changes some members of the wish; one that is undefined goes back to its default. */
  change(members) {
    if (!this.wish) {
      throw new Error(`the set ${this.name} has ended`);
    }
    this.#write(this.name, { ...this.wish, ...members });
    return this;
  }

  pause() {
    return this.change({ paused: true });
  }

  resume() {
    return this.change({ paused: false });
  }

  end() {
    this.#write(this.name, null);
  }
}
