// The newest state of everything on the page, as the server sent it.

import { decimalsOf, marketOf } from './format.js';
import { settings } from './settings.js';

/** symbol -> {quote, arrivedAt, way, changed}: the newest quote, when it came by our clock, and how the price last moved */
export const quotes = new Map();

/** symbol -> {symbol, name, english_name, tick, lot, currency, market} */
export const instruments = new Map();

export function learn(descriptions) {
  for (const description of descriptions) {
    instruments.set(description.symbol, description);
  }
}

export function nameOf(symbol) {
  const known = instruments.get(symbol);
  const name = settings.language === 'zh' ? known?.name : known?.english_name || known?.name;
  return name || symbol;
}

export function marketCode(symbol) {
  return instruments.get(symbol)?.market ?? marketOf(symbol);
}

export function decimals(symbol) {
  return decimalsOf(instruments.get(symbol)?.tick);
}
