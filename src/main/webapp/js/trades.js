// The latest trades of the selected symbol, newest first. Lines are made once and reused.

import { clock, compact, price, zoneName, zoneOf } from './format.js';
import { decimals } from './market.js';
import { make, mark, paint, part, write } from './painter.js';
import { settings } from './settings.js';
import { onSpeech, sayOf } from './speech.js';

const LINES = 60;

/** How many past trades a subscription begins with. */
export const PAST_TRADES = 40;

export class Trades {
  #trades = [];
  #lines = [];

  start() {
    onSpeech(() => paint(this.#paint));
  }

  /** A snapshot replaces what is shown. */
  begin(trades) {
    this.#trades = trades
      .slice()
      .sort((one, other) => Date.parse(other.timestamp) - Date.parse(one.timestamp))
      .slice(0, LINES);
    paint(this.#paint);
  }

  add(trade) {
    this.#trades.unshift(trade);
    this.#trades.length = Math.min(this.#trades.length, LINES);
    paint(this.#paint);
  }

  clear() {
    this.begin([]);
  }

  #paint = () => {
    const symbol = settings.selected;
    const zone = zoneOf(symbol ?? '');
    const places = symbol ? decimals(symbol) : 2;
    write(part('trades-zone'), symbol ? zoneName(zone) : '');
    part('trades-empty').hidden = this.#trades.length > 0;
    while (this.#lines.length < this.#trades.length) {
      this.#lines.push(makeLine());
    }
    this.#lines.forEach((line, index) => {
      const trade = this.#trades[index];
      line.row.hidden = !trade;
      if (trade) {
        write(line.time, clock(trade.timestamp, zone));
        write(line.price, price(trade.price, places));
        write(line.volume, compact(trade.volume, settings.language));
        write(line.side, sayOf('sides', trade.direction));
        mark(line.row, 'way', { buy: 'up', sell: 'down' }[trade.direction] ?? 'flat');
      }
    });
  };
}

function makeLine() {
  const line = {
    time: make('td'),
    price: make('td', { className: 'num price' }),
    volume: make('span'),
    side: make('span', { className: 'unseen' }),
  };
  line.row = make('tr', {}, line.time, line.price, make('td', { className: 'num' }, line.volume, ' ', line.side));
  part('trades-body').append(line.row);
  return line;
}
