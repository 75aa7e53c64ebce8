// The buttons for the bar period, a radio group with arrow keys.

import { make, part } from './painter.js';
import { settings } from './settings.js';
import { onSpeech } from './speech.js';
import { PERIODS } from './text.js';

const OFFERED = ['1s', '5s', '15s', '1m', '5m', '15m', '30m', '1h', '4h', '1d', '1w', '1M'];

export class Periods {
  #group = part('periods');
  #offered = OFFERED;
  #choose;

  constructor(choose) {
    this.#choose = choose;
    this.#group.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      if (button) {
        this.#take(button.dataset.period);
      }
    });
    this.#group.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        const at = this.#offered.indexOf(settings.period) + step;
        this.#take(this.#offered[(at + this.#offered.length) % this.#offered.length]);
      }
    });
  }

  start() {
    onSpeech(() => this.#build());
  }

  /** The server says which periods it serves. */
  limit(served) {
    this.#offered = OFFERED.filter((period) => served.includes(period));
    this.#build();
  }

  #take(period) {
    if (period !== settings.period) {
      this.#choose(period);
      this.#build();
    }
    this.#group.querySelector('[aria-checked=true]')?.focus();
  }

  #build() {
    const offered = this.#offered.includes(settings.period) ? this.#offered : [settings.period, ...this.#offered];
    this.#group.replaceChildren(
      ...offered.map((period) =>
        make('button', {
          type: 'button',
          role: 'radio',
          'aria-checked': String(period === settings.period),
          tabindex: period === settings.period ? '0' : '-1',
          'data-period': period,
          text: PERIODS[settings.language][period] ?? period,
        }),
      ),
    );
  }
}
