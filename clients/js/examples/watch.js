// Prints quotes as they move:  node examples/watch.js [ws://localhost:8765/ws] [symbol…]
// Node 22 has a WebSocket; with an older one start it by `node --experimental-websocket`, or install the package ws.

import { ArgusClient } from '../src/index.js';

const [url = 'ws://localhost:8765/ws', ...symbols] = process.argv.slice(2);
const WebSocket = globalThis.WebSocket ?? (await import('ws')).WebSocket;

const client = new ArgusClient(url, { WebSocket, client: 'watch-example' });

const board = client.subscribe('board', {
  symbols: symbols.length > 0 ? symbols : ['000001.SZ', '600519.SH', 'BTC-USD'],
  data_types: ['quote'],
  fields: ['last_price', 'change_percent', 'volume'],
  max_rate: 2,
});

const show = ({ symbol, data, merged = 0 }) =>
  console.log(symbol.padEnd(10), String(data.last_price).padStart(10), `${data.change_percent ?? '-'} %`, merged ? `(${merged} merged)` : '');

board.on('snapshot', show);
board.on('update', show);
client.on('state', ({ name, retryAt }) => console.log('--', name, retryAt ? `until ${new Date(retryAt).toISOString()}` : ''));
client.on('gap', ({ topic, from, to, cause }) => console.log(`-- ${topic}: ${from} to ${to} are missing (${cause})`));
client.on('error', ({ code, name, message, symbol = '', suggestions = [] }) => console.log('--', code, name, message, symbol, suggestions.join(' ')));

client.open();
process.once('SIGINT', () => client.close());
