// The five best levels of both sides, asks above bids as on a trader's ladder.

import { compact, direction, NOTHING, price } from './format.js';
import { decimals, quotes } from './market.js';
import { make, mark, paint, part, write } from './painter.js';
import { settings } from './settings.js';
import { onSpeech, say } from './speech.js';

const LEVELS = 5;

export class Depth {
  #asks = [];
  #bids = [];
  #book = null;

  start() {
    onSpeech(() => {
      this.#asks = build(part('asks'), 'askLevel', true);
      this.#bids = build(part('bids'), 'bidLevel', false);
      this.changed();
    });
  }

  show(book) {
    this.#book = book;
    this.changed();
  }

  /** Nothing is known, for instance because another symbol is selected. */
  clear() {
    this.show(null);
  }

  changed() {
    paint(this.#paint);
  }

  #paint = () => {
    const bids = this.#book?.bids?.slice(0, LEVELS) ?? [];
    const asks = this.#book?.asks?.slice(0, LEVELS) ?? [];
    const quote = quotes.get(settings.selected)?.quote;
    const scale = {
      places: settings.selected ? decimals(settings.selected) : 2,
      largest: Math.max(...[...bids, ...asks].map(([, volume]) => volume), Number.MIN_VALUE),
      reference: quote?.prev_close,
    };
    paintSide(this.#asks, asks, scale);
    paintSide(this.#bids, bids, scale);
    write(part('mid-price'), price(quote?.last_price, scale.places));
    mark(part('mid'), 'way', direction(quote?.change));
    const spread = bids.length && asks.length ? price(asks[0][0] - bids[0][0], scale.places) : NOTHING;
    write(part('spread'), say('spread', { spread }));
    this.#paintBalance(total(bids), total(asks));
  };

  #paintBalance(bids, asks) {
    const share = bids + asks > 0 ? (bids / (bids + asks)) * 100 : 50;
    part('balance-bids').style.setProperty('--share', share.toFixed(1));
    write(part('bid-share'), bids + asks > 0 ? `${share.toFixed(0)}%` : '');
    write(part('ask-share'), bids + asks > 0 ? `${(100 - share).toFixed(0)}%` : '');
  }
}

function total(levels) {
  return levels.reduce((sum, [, volume]) => sum + volume, 0);
}

function build(body, label, farthestFirst) {
  const rows = Array.from({ length: LEVELS }, (_, index) => {
    const cells = { price: make('td', { className: 'num' }), volume: make('td', { className: 'num' }), bar: make('i', { 'aria-hidden': 'true' }) };
    const head = make('th', { scope: 'row', text: say(label, { level: index + 1 }) });
    head.append(cells.bar);
    cells.row = make('tr', {}, head, cells.price, cells.volume);
    return cells;
  });
  const shown = rows.map(({ row }) => row);
  body.replaceChildren(...(farthestFirst ? shown.reverse() : shown));
  return rows;
}

function paintSide(rows, levels, { places, largest, reference }) {
  rows.forEach(({ price: priceCell, volume: volumeCell, bar }, index) => {
    const [value, volume] = levels[index] ?? [];
    write(priceCell, price(value, places));
    write(volumeCell, compact(volume, settings.language));
    mark(priceCell, 'way', direction(value, reference));
    bar.style.setProperty('--fill', (((volume ?? 0) / largest) * 100).toFixed(1));
  });
}
