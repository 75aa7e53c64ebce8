// The two questions the page asks over HTTP: which symbols there are, and their past bars.

const ROOT = new URL('api/v1/', document.baseURI);

async function get(path, parameters, signal) {
  const url = new URL(path, ROOT);
  url.search = new URLSearchParams(parameters).toString();
  const response = await fetch(url, { signal, headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`${response.status} ${url.pathname}`);
  }
  return response.json();
}

/** Symbols whose code or name fits what was typed, best first. */
export async function suggest(query, signal) {
  return (await get('symbols', { q: query, limit: 10 }, signal)).symbols ?? [];
}

/** What is known about exactly these symbols. */
export async function describe(symbols) {
  return (await get('symbols', { symbols: symbols.join(',') })).symbols ?? [];
}

/** Bars of a period, oldest first. */
export async function pastBars(symbol, period, limit) {
  return (await get(`klines/${encodeURIComponent(symbol)}`, { period, limit })).bars ?? [];
}
