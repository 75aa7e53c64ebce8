// The table of quotes. Rows are made once and then only their texts change.

import { age, compact, direction, percent, price, signed } from './format.js';
import { decimals, instruments, nameOf, quotes } from './market.js';
import { calm, flash, make, mark, paint, part, write } from './painter.js';
import { settings } from './settings.js';
import { onSpeech, say } from './speech.js';

const FRESH = 5_000;

export class Board {
  #body = part('board-body');
  #rows = new Map();
  #changed = new Set();
  #refused = new Map();
  #on;

  /** @param on select(symbol) and remove(symbol) */
  constructor(on) {
    this.#on = on;
    this.#body.addEventListener('click', (event) => this.#click(event));
    this.#body.addEventListener('keydown', (event) => this.#key(event));
    setInterval(() => paint(this.#paintAges), 500);
  }

  start() {
    this.arrange();
    onSpeech(() => this.rename());
  }

  /** Brings the rows into the order of the settings; those that stay keep their element, and the focus. */
  arrange() {
    const focused = document.activeElement?.closest('#board-body tr')?.dataset.symbol;
    this.#rows = new Map(settings.board.map((symbol) => [symbol, this.#rows.get(symbol) ?? this.#makeRow(symbol)]));
    this.#body.replaceChildren(...[...this.#rows.values()].map(({ row }) => row));
    this.#rows.get(focused)?.row.focus({ preventScroll: true });
    part('board-empty').hidden = settings.board.length > 0;
    this.rename();
    this.showSelection();
  }

  /** Writes the names anew: they have become known, or the language has changed. */
  rename() {
    for (const [symbol, { name, remove }] of this.#rows) {
      write(name, nameOf(symbol));
      name.title = nameOf(symbol);
      remove.setAttribute('aria-label', say('removeSymbol', { symbol }));
    }
    this.#changed = new Set(settings.board);
    paint(this.#paintChanged);
  }

  /** A quote has changed: its row is painted in the next frame. */
  changed(symbol) {
    this.#refused.delete(symbol);
    this.#changed.add(symbol);
    paint(this.#paintChanged);
  }

  refused(symbol, message) {
    this.#refused.set(symbol, message);
    this.#changed.add(symbol);
    paint(this.#paintChanged);
  }

  showSelection() {
    for (const [symbol, { row }] of this.#rows) {
      const selected = symbol === settings.selected;
      row.setAttribute('aria-selected', String(selected));
      row.tabIndex = selected || (!this.#rows.has(settings.selected) && symbol === settings.board[0]) ? 0 : -1;
    }
  }

  reveal(symbol) {
    this.#rows.get(symbol)?.row.scrollIntoView({ block: 'nearest', behavior: calm.matches ? 'auto' : 'smooth' });
  }

  #makeRow(symbol) {
    const cell = (className) => make('td', { className });
    const cells = {
      last: cell('num last'),
      percent: make('span', { className: 'pill' }),
      change: cell('num wide'),
      bid: cell('num widest'),
      ask: cell('num widest'),
      range: make('i'),
      volume: cell('num wide'),
      age: cell('num age'),
    };
    const name = make('span', { className: 'name' });
    const remove = make('button', { type: 'button', className: 'remove', text: '×', tabindex: '-1' });
    const head = make('th', { scope: 'row' }, name, make('span', { className: 'code', text: symbol }));
    const row = make(
      'tr',
      { 'data-symbol': symbol, 'data-way': 'flat' },
      head,
      cells.last,
      make('td', { className: 'num' }, cells.percent),
      cells.change,
      cells.bid,
      cells.ask,
      make('td', { className: 'range wide' }, make('span', { 'aria-hidden': 'true' }, cells.range)),
      cells.volume,
      cells.age,
      make('td', { className: 'remove-cell' }, remove),
    );
    return { row, name, remove, ...cells, painted: null };
  }

  #paintChanged = () => {
    for (const symbol of this.#changed) {
      const row = this.#rows.get(symbol);
      if (row) {
        this.#paintRow(symbol, row);
      }
    }
    this.#changed.clear();
    this.#paintBreadth();
    this.#paintAges();
  };

  #paintRow(symbol, cells) {
    const refusal = this.#refused.get(symbol);
    cells.row.classList.toggle('refused', refusal !== undefined);
    cells.row.title = refusal ?? '';
    const known = quotes.get(symbol);
    if (!known) {
      return;
    }
    const { quote } = known;
    const places = decimals(symbol);
    mark(cells.row, 'way', direction(quote.change));
    write(cells.last, price(quote.last_price, places));
    write(cells.percent, percent(quote.change_percent));
    write(cells.change, signed(quote.change, places));
    write(cells.bid, price(quote.bid_price, places));
    write(cells.ask, price(quote.ask_price, places));
    write(cells.volume, compact(quote.volume, settings.language));
    cells.range.style.setProperty('--at', position(quote).toFixed(1));
    if (cells.painted !== null && known.moves !== cells.painted) {
      flash(cells.last, known.way);
    }
    cells.painted = known.moves;
  }

  #paintBreadth() {
    const ways = settings.board.map((symbol) => direction(quotes.get(symbol)?.quote.change));
    const [up, down] = ['up', 'down'].map((way) => ways.filter((other) => other === way).length);
    write(part('board-up'), `▲ ${up}`);
    write(part('board-down'), `▼ ${down}`);
    part('board-count').title = say('breadth', { up, down, count: settings.board.length });
  }

  #paintAges = () => {
    const now = performance.now();
    for (const [symbol, { age: cell }] of this.#rows) {
      const known = quotes.get(symbol);
      if (known) {
        const elapsed = now - known.arrivedAt;
        write(cell, age(elapsed));
        cell.classList.toggle('old', elapsed > FRESH);
      }
    }
  };

  #click(event) {
    const row = event.target.closest('tr');
    if (!row) {
      return;
    }
    if (event.target.closest('.remove')) {
      this.#on.remove(row.dataset.symbol);
    } else {
      this.#on.select(row.dataset.symbol, true);
      row.focus({ preventScroll: true });
    }
  }

  #key(event) {
    const row = event.target.closest('tr');
    const at = settings.board.indexOf(row?.dataset.symbol);
    const goal = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: settings.board.length - 1 }[event.key];
    if (goal !== undefined) {
      event.preventDefault();
      this.#go(Math.max(0, Math.min(settings.board.length - 1, goal)));
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      this.#on.remove(row.dataset.symbol);
      this.#go(Math.min(at, settings.board.length - 1));
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      this.#on.select(row.dataset.symbol, true);
    }
  }

  #go(index) {
    const symbol = settings.board[index];
    if (symbol) {
      this.#on.select(symbol, false);
      this.#rows.get(symbol).row.focus();
    }
  }

  /** Whether the names of all rows are known. */
  unknown() {
    return settings.board.filter((symbol) => !instruments.has(symbol));
  }
}

/** Where the last price lies between the low and the high of the day, 0 to 100. */
function position({ low, high, last_price: last }) {
  return high > low ? Math.min(100, Math.max(0, ((last - low) / (high - low)) * 100)) : 50;
}
