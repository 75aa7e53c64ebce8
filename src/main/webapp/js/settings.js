// What the page remembers between visits, in localStorage.

const KEY = 'argus.desk';

const BOARD = [
  '000001.SZ', '600519.SH', '601318.SH', '300750.SZ', '0700.HK', '9988.HK',
  'AAPL.US', 'MSFT.US', 'NVDA.US', 'TSLA.US', 'AMZN.US', 'BTC-USD',
];

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch (error) {
    // Storage switched off, or not ours: the page then starts from its defaults each time.
    console.info('settings are not readable', error);
    return {};
  }
}

function oneOf(value, allowed, otherwise) {
  return allowed.includes(value) ? value : otherwise;
}

const stored = read();
const firstVisit = !Array.isArray(stored.board);
const board = firstVisit ? BOARD : stored.board.filter((symbol) => typeof symbol === 'string').slice(0, 200);

export const settings = {
  board: [...new Set(board)],
  selected: board.includes(stored.selected) ? stored.selected : board[0],
  period: typeof stored.period === 'string' ? stored.period : '5s',
  language: oneOf(stored.language, ['zh', 'en'], /^zh\b/i.test(navigator.language) ? 'zh' : 'en'),
  /** east: red is up; west: green is up; auto: as the language has it */
  colours: oneOf(stored.colours, ['east', 'west', 'auto'], 'auto'),
};

export function remember(change) {
  Object.assign(settings, change);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch (error) {
    console.info('settings are not kept', error);
  }
}

export function risingColour() {
  if (settings.colours === 'auto') {
    return settings.language === 'zh' ? 'east' : 'west';
  }
  return settings.colours;
}
