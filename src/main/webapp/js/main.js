// Puts the page together: what the user does turns into subscriptions, what the server sends into pictures.

import { Board } from './board.js';
import { Chart } from './chart.js';
import { Connection } from './connection.js';
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
import { Subscriptions, topicOf } from './subscriptions.js';
import { PAST_TRADES, Trades } from './trades.js';

const address = new URL('ws', document.baseURI);
address.protocol = address.protocol.replace('http', 'ws');

let wasLive = false;

const connection = new Connection(address, { opened, received, changed });
const subscriptions = new Subscriptions((message) => connection.send(message));
const journal = new Journal();
const lamp = new Lamp(connection);
const focus = new Focus();
const depth = new Depth();
const trades = new Trades();
const chart = new Chart();
const board = new Board({ select, remove });
const periods = new Periods(choosePeriod);

function quoteWish(symbol) {
  return { type: 'quote', symbol };
}

function focusWishes() {
  const { selected: symbol } = settings;
  return symbol ? [{ type: 'depth', symbol }, { type: 'trade', symbol, rows: PAST_TRADES }] : [];
}

function barWish() {
  const { selected: symbol, period } = settings;
  return symbol ? [{ type: 'kline', symbol, period }] : [];
}

function opened() {
  subscriptions.restart();
  nameBoard();
  if (wasLive) {
    journal.note('info', () => say('restored'));
    chart.refill();
  }
  wasLive = true;
}

function changed(state) {
  if (state.name === 'waiting' && state.attempt === 1) {
    journal.note('warning', () => `${say('lost')} (${state.code}${state.reason ? ` ${state.reason}` : ''})`);
  }
  if (state.name === 'ended') {
    journal.note('error', () => `${say(`ended${state.code}`)} (${state.code})`);
  }
  lamp.changed();
}

function received(message) {
  handlers[message.type]?.(message);
}

/** Wraps the handler of a stream message: counted, and shown only if it is the next of its chain. */
function stream(show) {
  return (message) => {
    lamp.count(message);
    if (subscriptions.take(message)) {
      show(message.data, message);
    }
  };
}

const handlers = {
  welcome({ data }) {
    part('server').textContent = say('server', { node: data.node ?? '', version: data.server_version ?? '' });
    if (Array.isArray(data.periods)) {
      periods.limit(data.periods);
    }
  },
  market_data: stream(showQuote),
  depth_data: stream((data) => depth.show(data)),
  trade_data: stream((data, message) => {
    const rows = message.rows ?? data?.rows;
    if (message.snapshot) {
      trades.begin(rows ?? [data]);
    } else {
      trades.add(data);
    }
  }),
  kline_data: stream((data) => chart.take(data)),
  subscription_response({ data }) {
    if (data.status === 'error') {
      refuse(data);
    }
  },
  gap({ data }) {
    subscriptions.skip(data);
    journal.note('warning', () => say('gap', { topic: data.topic, count: data.to - data.from + 1, cause: data.cause }));
  },
  status(message) {
    journal.status(message);
    if (message.data?.type === 'shutdown') {
      lamp.announce();
    }
  },
  error({ data }) {
    journal.note('error', () => `${data.code} ${data.name}: ${data.error}`);
  },
};

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

function refuse({ symbol, data_type: type, code, message }) {
  const topic = topicOf({ type, symbol, period: settings.period });
  journal.note('error', () => say('refused', { topic, message: message ?? code }));
  if (type === 'quote') {
    board.refused(symbol, message ?? String(code));
  }
}

function select(symbol, reveal) {
  if (symbol !== settings.selected) {
    subscriptions.drop([...focusWishes(), ...barWish()]);
    remember({ selected: symbol });
    showSelected();
  }
  if (reveal && matchMedia('(max-width: 760px)').matches) {
    part('focus').scrollIntoView({ block: 'start' });
  }
}

function showSelected() {
  depth.clear();
  trades.clear();
  chart.open();
  board.showSelection();
  focus.changed();
  subscriptions.want([...focusWishes(), ...barWish()]);
}

function choosePeriod(period) {
  subscriptions.drop(barWish());
  remember({ period });
  chart.open();
  subscriptions.want(barWish());
}

function remove(symbol) {
  const at = settings.board.indexOf(symbol);
  const left = settings.board.filter((other) => other !== symbol);
  subscriptions.drop([quoteWish(symbol)]);
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
    subscriptions.want([quoteWish(symbol)]);
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
subscriptions.want(settings.board.map(quoteWish));
showSelected();
connection.open();
window.addEventListener('online', () => connection.hurry());
document.addEventListener('visibilitychange', () => document.hidden || connection.hurry());
chart.start();
