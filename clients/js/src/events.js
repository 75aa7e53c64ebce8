// Who listens to what.

export class Events {
  #listeners = new Map();

  /** @return a function that ends the listening */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  emit(type, event) {
    for (const listener of this.#listeners.get(type) ?? []) {
      try {
        listener(event);
      } catch (fault) {
        // The fault is the listener's: it is reported as any uncaught one, but the stream goes on.
        queueMicrotask(() => {
          throw fault;
        });
      }
    }
  }
}
