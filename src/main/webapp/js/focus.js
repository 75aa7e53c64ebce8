// The head of the selected symbol: its name, the big price and the facts of the day.

import { compact, direction, NOTHING, percent, price, signed } from './format.js';
import { decimals, marketCode, nameOf, quotes } from './market.js';
import { make, mark, paint, part, write } from './painter.js';
import { settings } from './settings.js';
import { onSpeech, say, sayOf } from './speech.js';

const FACTS = ['open', 'high', 'low', 'previous', 'volume', 'amount', 'amplitude'];

export class Focus {
  #values = new Map();

  start() {
    onSpeech(() => {
      part('facts').replaceChildren(...FACTS.map((fact) => this.#makeFact(fact)));
      this.changed();
    });
  }

  /** The selected symbol, or what is known about it, has changed. */
  changed() {
    paint(this.#paint);
  }

  #makeFact(fact) {
    const value = make('dd');
    this.#values.set(fact, value);
    return make('div', {}, make('dt', { text: say(fact) }), value);
  }

  #paint = () => {
    const symbol = settings.selected;
    const known = symbol ? quotes.get(symbol) : undefined;
    const quote = known?.quote ?? {};
    const places = symbol ? decimals(symbol) : 2;
    write(part('focus-name'), symbol ? nameOf(symbol) : NOTHING);
    write(part('focus-symbol'), symbol ?? '');
    write(part('focus-market'), symbol ? sayOf('markets', marketCode(symbol)) : '');
    write(part('focus-source'), quote.source ?? '');
    write(part('focus-last'), price(quote.last_price, places));
    write(part('focus-change'), known ? signed(quote.change, places) : '');
    write(part('focus-percent'), known ? percent(quote.change_percent) : '');
    mark(part('focus-headline'), 'way', direction(quote.change));
    this.#paintFacts(quote, places);
    document.title = known ? `${price(quote.last_price, places)} ${percent(quote.change_percent)} ${nameOf(symbol)} · Argus` : 'Argus Realtime';
  };

  #paintFacts(quote, places) {
    const against = (fact, value) => {
      write(this.#values.get(fact), price(value, places));
      mark(this.#values.get(fact), 'way', direction(value, quote.prev_close));
    };
    against('open', quote.open);
    against('high', quote.high);
    against('low', quote.low);
    write(this.#values.get('previous'), price(quote.prev_close, places));
    write(this.#values.get('volume'), compact(quote.volume, settings.language));
    write(this.#values.get('amount'), compact(quote.amount, settings.language));
    const amplitude = ((quote.high - quote.low) / quote.prev_close) * 100;
    write(this.#values.get('amplitude'), Number.isFinite(amplitude) ? `${amplitude.toFixed(2)}%` : NOTHING);
  }
}
