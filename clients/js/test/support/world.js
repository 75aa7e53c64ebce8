// Time, timers, chance and sockets that only move when told.

export class World {
  time = 1_000_000;
  timers = [];
  sockets = [];
  random = () => 0.5;
  now = () => this.time;
  setTimeout = (job, wait = 0) => {
    const timer = { job, at: this.time + wait };
    this.timers.push(timer);
    return timer;
  };
  clearTimeout = (timer) => {
    this.timers = this.timers.filter((other) => other !== timer);
  };

  constructor() {
    const { sockets } = this;
    this.WebSocket = class FakeSocket {
      readyState = 0;
      sent = [];

      constructor(url) {
        this.url = url;
        sockets.push(this);
      }

      send(text) {
        this.sent.push(JSON.parse(text));
      }

      close() {
        this.readyState = 3;
      }

      opens() {
        this.readyState = 1;
        this.onopen({});
        return this;
      }

      says(...messages) {
        messages.forEach((message) => this.onmessage({ data: JSON.stringify(message) }));
        return this;
      }

      ends(code = 1006, reason = '') {
        this.readyState = 3;
        this.onclose({ code, reason });
      }

      /** What was sent of a type, and forgotten by this. */
      took(type) {
        const [found, left] = [true, false].map((is) => this.sent.filter((message) => (message.type === type) === is));
        this.sent = left;
        return found;
      }
    };
  }

  pass(milliseconds) {
    const end = this.time + milliseconds; // timers may be late, as after a standstill
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (!next) {
        break;
      }
      this.clearTimeout(next);
      this.time = Math.max(this.time, next.at);
      next.job();
    }
    this.time = end;
  }

  get socket() {
    return this.sockets.at(-1);
  }
}

/** Lets microtasks, and what they cause, come to an end. */
export const settled = () => new Promise((resolve) => setImmediate(resolve));
