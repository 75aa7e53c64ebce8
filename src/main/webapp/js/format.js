// How numbers, times and ages are written. Pure: no DOM, no clock.

const ZONES = {
  SH: 'Asia/Shanghai',
  SZ: 'Asia/Shanghai',
  BJ: 'Asia/Shanghai',
  HK: 'Asia/Hong_Kong',
  US: 'America/New_York',
};

export const NOTHING = '–';

const formats = new Map();

function cached(key, make) {
  if (!formats.has(key)) {
    formats.set(key, make());
  }
  return formats.get(key);
}

function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The market of a symbol as its suffix tells it; anything without a known suffix is a coin pair. */
export function marketOf(symbol) {
  const suffix = symbol.slice(symbol.lastIndexOf('.') + 1);
  return suffix in ZONES ? suffix : 'CRYPTO';
}

/** The time zone in which the market of a symbol keeps its day. */
export function zoneOf(symbol) {
  return ZONES[marketOf(symbol)] ?? 'UTC';
}

/** Decimal places of a price step: 0.01 has two, 5 none; two where the step is not known. */
export function decimalsOf(tick) {
  if (!isNumber(tick) || tick <= 0) {
    return 2;
  }
  let places = 0;
  while (places < 10 && Math.abs(tick * 10 ** places - Math.round(tick * 10 ** places)) > 1e-6 * tick * 10 ** places) {
    places += 1;
  }
  return places;
}

export function price(value, decimals) {
  if (!isNumber(value)) {
    return NOTHING;
  }
  return cached(`p${decimals}`, () =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  ).format(value);
}

/** A price difference with its sign; zero has none. */
export function signed(value, decimals) {
  if (!isNumber(value)) {
    return NOTHING;
  }
  const text = price(Math.abs(value), decimals);
  return sign(value) + text;
}

export function percent(value) {
  return isNumber(value) ? `${sign(value)}${price(Math.abs(value), 2)}%` : NOTHING;
}

function sign(value) {
  if (value > 0) {
    return '+';
  }
  return value < 0 ? '−' : '';
}

/** A volume or an amount in few characters: 1.23万 in Chinese, 12.30K in English; small ones in full. */
export function compact(value, language) {
  if (!isNumber(value)) {
    return NOTHING;
  }
  const limit = language === 'zh' ? 10_000 : 1_000;
  if (Math.abs(value) < limit) {
    return cached('c', () => new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 })).format(value);
  }
  return cached(`c${language}`, () =>
    new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-US', {
      notation: 'compact',
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }),
  ).format(value);
}

/** A span of time in few characters: 0.4s, 12s, 3m, 2h. */
export function age(milliseconds) {
  if (!isNumber(milliseconds)) {
    return NOTHING;
  }
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)}s`;
  }
  if (seconds < 100) {
    return `${Math.floor(seconds)}s`;
  }
  return seconds < 6000 ? `${Math.floor(seconds / 60)}m` : `${Math.floor(seconds / 3600)}h`;
}

/** Milliseconds with no more places than they deserve. */
export function delay(milliseconds) {
  if (!isNumber(milliseconds)) {
    return NOTHING;
  }
  return milliseconds < 10 ? `${Math.max(0, milliseconds).toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}

/** Time of day in a zone. */
export function clock(time, zone) {
  const moment = new Date(time);
  if (Number.isNaN(moment.getTime())) {
    return NOTHING;
  }
  return cached(`t${zone}`, () =>
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  ).format(moment);
}

/** The label of a bar on the time axis: the date for bars of a day and more, otherwise the time of day. */
export function barLabel(time, zone, period) {
  const moment = new Date(time);
  if (/[dwM]$/.test(period)) {
    return cached(`d${zone}`, () => new Intl.DateTimeFormat('sv-SE', { timeZone: zone })).format(moment);
  }
  return period.endsWith('s')
    ? clock(time, zone)
    : cached(`m${zone}`, () =>
        new Intl.DateTimeFormat('en-GB', {
          timeZone: zone,
          month: '2-digit',
          day: '2-digit',
          hour: '2-digit',
          minute: '2-digit',
        }),
      )
        .format(moment)
        .replace(/^(\d+)\/(\d+), /, '$2-$1 ');
}

/** The short name of a zone, as the market's traders write it. */
export function zoneName(zone) {
  return { 'Asia/Shanghai': 'CST', 'Asia/Hong_Kong': 'HKT', 'America/New_York': 'ET' }[zone] ?? 'UTC';
}

/** up, down or flat, as a value stands to another; flat where either is missing. */
export function direction(value, reference = 0) {
  if (!isNumber(value) || !isNumber(reference) || value === reference) {
    return 'flat';
  }
  return value > reference ? 'up' : 'down';
}
