// Puts the page together: what the user does turns into subscriptions, what the server sends into pictures.

import { ArgusClient } from './argus/index.js';
import { Board } from './board.js';
import { Chart } from './chart.js';
import { Clock } from './clock.js';
import { Depth } from './depth.js';
import { Focus } from './focus.js';
import { direction } from './format.js';
import { Journal } from './journal.js';
import { Lamp } from './lamp.js';
import { learn, quotes } from './market.js';
import { part } from './painter.js';
import { Periods } from './periods.js';
import { describe } from './rest.js';
import { Search } from './search.js';
import { remember, risingColour, settings } from './settings.js';
import { onSpeech, say, spellPage } from './speech.js';
import { PAST_TRADES, Trades } from './trades.js';

const address = new URL('ws', document.baseURI);
address.protocol = address.protocol.replace('http', 'ws');

/** Exported for the curious at the console, and for tests. */
export const client = new ArgusClient(address, {
  client: 'argus-page',
  // One frame for each picture: whatever happens between two of them is merged by the server.
  flow: 'credit',
  batch: { max_delay_ms: 50, max_items: 5_000 },
});

const quoteSet = client.subscribe('board', { symbols: settings.board, data_types: ['quote'] });
const depthSet = client.subscribe('depth', { symbols: [], data_types: ['depth'] });
const tradeSet = client.subscribe('trades', { symbols: [], data_types: ['trade'], snapshot: PAST_TRADES });
const barSet = client.subscribe('bars', { symbols: [], data_types: ['kline'], periods: settings.period });

const journal = new Journal();
const lamp = new Lamp(client, new Clock(client));
const focus = new Focus();
const depth = new Depth();
const trades = new Trades();
const chart = new Chart();
const board = new Board({ select, remove });
const periods = new Periods(choosePeriod);

let wasLive = false;

function listen() {
  const whole = (set, show) => ['snapshot', 'update'].forEach((event) => set.on(event, ({ data }) => show(data)));
  whole(quoteSet, showQuote);
  whole(depthSet, (book) => depth.show(book));
  whole(barSet, (bar) => chart.take(bar));
  tradeSet.on('snapshot', ({ data, rows }) => trades.begin(rows ?? [data]));
  tradeSet.on('update', ({ data }) => trades.add(data));
  client.on('snapshot', (update) => lamp.count(update));
  client.on('update', (update) => lamp.count(update));
  client.on('state', changed);
  client.on('status', (status) => {
    journal.status(status);
    if (status.type === 'shutdown') {
      lamp.announce();
    }
  });
  client.on('gap', ({ topic, from, to, cause }) =>
    journal.note('warning', () => say('gap', { topic, count: to - from + 1, cause })),
  );
  client.on('error', refused);
}

function changed(state) {
  if (state.name === 'live') {
    welcomed(client.welcome);
  } else if (state.name === 'waiting' && state.attempt === 1) {
    journal.note('warning', () => `${say('lost')} (${state.code}${state.reason ? ` ${state.reason}` : ''})`);
  } else if (state.name === 'ended') {
    journal.note('error', () => `${say(`ended${state.code}`)} (${state.code})`);
  }
  lamp.changed();
}

function welcomed({ node = '', server_version: version = '', periods: served }) {
  part('server').textContent = say('server', { node, version });
  if (Array.isArray(served)) {
    periods.limit(served);
  }
  nameBoard();
  if (wasLive) {
    journal.note('info', () => say('restored'));
    chart.refill();
  }
  wasLive = true;
}

function showQuote(quote) {
  const before = quotes.get(quote.symbol);
  const way = direction(quote.last_price, before?.quote.last_price);
  quotes.set(quote.symbol, {
    quote,
    arrivedAt: performance.now(),
    way: way === 'flat' && before ? before.way : way,
    moves: (before?.moves ?? 0) + (way === 'flat' ? 0 : 1),
  });
  board.changed(quote.symbol);
  if (quote.symbol === settings.selected) {
    focus.changed();
    depth.changed();
  }
}

function refused({ code, name, message, symbol, data_type: type, frequency }) {
  if (!symbol) {
    journal.note('error', () => `${code ?? ''} ${name}: ${message}`);
    return;
  }
  const topic = type === 'kline' ? `${type}.${frequency}:${symbol}` : `${type}:${symbol}`;
  journal.note('error', () => say('refused', { topic, message: message ?? code }));
  if (type === 'quote') {
    board.refused(symbol, message ?? String(code));
  }
}

function select(symbol, reveal) {
  if (symbol !== settings.selected) {
    remember({ selected: symbol });
    showSelected();
  }
  if (reveal && matchMedia('(max-width: 760px)').matches) {
    part('focus').scrollIntoView({ block: 'start' });
  }
}

function showSelected() {
  const symbols = settings.selected ? [settings.selected] : [];
  depth.clear();
  trades.clear();
  chart.open();
  board.showSelection();
  focus.changed();
  [depthSet, tradeSet, barSet].forEach((set) => set.change({ symbols }));
}

function choosePeriod(period) {
  remember({ period });
  chart.open();
  barSet.change({ periods: period });
}

function remove(symbol) {
  const at = settings.board.indexOf(symbol);
  const left = settings.board.filter((other) => other !== symbol);
  quoteSet.remove(symbol);
  quotes.delete(symbol);
  remember({ board: left });
  board.arrange();
  if (symbol === settings.selected) {
    select(left[Math.min(at, left.length - 1)], false);
  }
}

function add(instrument) {
  const { symbol } = instrument;
  learn([instrument]);
  if (!settings.board.includes(symbol)) {
    remember({ board: [symbol, ...settings.board] });
    board.arrange();
    quoteSet.add(symbol);
  }
  select(symbol, false);
  board.reveal(symbol);
}

async function nameBoard() {
  const unknown = board.unknown();
  if (unknown.length === 0) {
    return;
  }
  try {
    learn(await describe(unknown));
    board.rename();
    focus.changed();
    chart.restyle();
  } catch (error) {
    // Codes stay where names would be; the next connection asks again.
    console.warn('names', error);
  }
}

function offerChoices() {
  const choices = [
    ['language-zh', () => settings.language === 'zh', { language: 'zh' }],
    ['language-en', () => settings.language === 'en', { language: 'en' }],
    ['colours-east', () => risingColour() === 'east', { colours: 'east' }],
    ['colours-west', () => risingColour() === 'west', { colours: 'west' }],
  ];
  for (const [id, , change] of choices) {
    part(id).addEventListener('click', () => {
      remember(change);
      spellPage();
    });
  }
  onSpeech(() => {
    for (const [id, chosen] of choices) {
      part(id).setAttribute('aria-pressed', String(chosen()));
    }
  });
}

spellPage();
offerChoices();
for (const view of [board, focus, depth, trades, periods, journal, lamp]) {
  view.start();
}
new Search(add);
listen();
showSelected();
client.open();
window.addEventListener('online', () => client.hurry());
document.addEventListener('visibilitychange', () => document.hidden || client.hurry());
chart.start();
