// The state of the connection at the top right: lamp, ping, delay of the data, updates in a second, and the banner.

import { delay } from './format.js';
import { mark, paint, part, write } from './painter.js';
import { onSpeech, say } from './speech.js';

const SAMPLES = 200;

export class Lamp {
  #client;
  #clock;
  #delays = [];
  #counted = 0;
  #rate = 0;
  #shutdown = false;

  constructor(client, clock) {
    this.#client = client;
    this.#clock = clock;
    part('banner-retry').addEventListener('click', () => client.open());
    setInterval(() => this.#tick(), 1_000);
    setInterval(() => paint(this.#paint), 250);
  }

  start() {
    onSpeech(() => this.changed());
  }

  changed() {
    if (this.#client.state.name === 'live') {
      this.#shutdown = false;
    }
    paint(this.#paint);
  }

  /** The server has announced its restart. */
  announce() {
    this.#shutdown = true;
    paint(this.#paint);
  }

  /** An update arrived; `ts` is when the server accepted it, by the server's clock. */
  count(update) {
    this.#counted += 1;
    if (typeof update.ts === 'number' && !update.snapshot && this.#clock.roundTrip !== undefined) {
      this.#delays.push(Date.now() + this.#clock.offset - update.ts);
      if (this.#delays.length > SAMPLES) {
        this.#delays.shift();
      }
    }
  }

  #tick() {
    this.#rate = this.#counted;
    this.#counted = 0;
  }

  #paint = () => {
    const { state } = this.#client;
    const { roundTrip } = this.#clock;
    const name = state.name === 'waiting' && !navigator.onLine ? 'offline' : state.name;
    mark(part('link'), 'state', name);
    const seconds = state.retryAt ? Math.max(0, Math.ceil((state.retryAt - Date.now()) / 1000)) : 0;
    write(part('link-text'), say(`state${name[0].toUpperCase()}${name.slice(1)}`, { seconds }));
    const live = name === 'live';
    write(part('round-trip'), delay(live ? roundTrip : undefined));
    write(part('delay'), delay(live && this.#delays.length ? Math.max(0, median(this.#delays)) : undefined));
    write(part('rate'), live ? String(this.#rate) : delay(undefined));
    document.body.classList.toggle('stale', !live);
    this.#paintBanner(state);
  };

  #paintBanner(state) {
    const ended = state.name === 'ended';
    part('banner').hidden = !ended && !this.#shutdown;
    part('banner-retry').hidden = !ended;
    if (ended) {
      write(part('banner-text'), `${say(`ended${state.code}`)} ${say('endedMore')} ${state.reason ? `(${state.reason})` : ''}`);
    } else if (this.#shutdown) {
      write(part('banner-text'), say('shutdown'));
    }
  }
}

function median(values) {
  return values.slice().sort((one, other) => one - other)[values.length >> 1];
}
