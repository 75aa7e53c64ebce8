// What the chart library is told: the form of the chart, and its data. Pure but for the colours of the style sheet.

import { movingAverage } from './bars.js';
import { barLabel, compact, price } from './format.js';

const AVERAGES = [5, 10, 20];
const LEAST_SLOTS = 60;
const SHOWN = 120;

function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    ['up', 'down', 'text', 'muted', 'line', 'panel', 'accent', 'ma-1', 'ma-2', 'ma-3'].map((name) => [
      name,
      style.getPropertyValue(`--${name}`).trim(),
    ]),
  );
}

/** The form: two panes with a common time axis and cross-hair, without data. */
export function form({ places, language }) {
  const c = colours();
  const category = (gridIndex, showLabels) => ({
    type: 'category',
    gridIndex,
    boundaryGap: true,
    axisLine: { lineStyle: { color: c.line } },
    axisTick: { show: false },
    axisLabel: { show: showLabels, color: c.muted, fontSize: 10, hideOverlap: true, alignMinLabel: 'left' },
    splitLine: { show: false },
    axisPointer: { label: { show: showLabels } },
  });
  const value = (gridIndex, formatter, splitNumber) => ({
    gridIndex,
    scale: gridIndex === 0,
    position: 'right',
    splitNumber,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: c.muted, fontSize: 10, formatter, showMinLabel: false, showMaxLabel: false },
    splitLine: { showMinLine: gridIndex === 1, showMaxLine: false, lineStyle: { color: c.line, opacity: 0.55 } },
    axisPointer: { label: { formatter: ({ value: at }) => formatter(at) } },
  });
  // without bounds of their own the panes would shrink, each for its own labels, and stand askew
  const frame = { left: 10, right: 60, outerBoundsMode: 'none' };
  return {
    animation: false,
    backgroundColor: 'transparent',
    grid: [
      { ...frame, top: 12, bottom: '27%' },
      { ...frame, top: '77%', bottom: 24 },
    ],
    axisPointer: {
      link: [{ xAxisIndex: 'all' }],
      lineStyle: { color: c.muted, type: 'dashed' },
      crossStyle: { color: c.muted },
      label: { backgroundColor: c.accent, color: c.panel, fontSize: 10 },
    },
    tooltip: { trigger: 'axis', showContent: false, axisPointer: { type: 'cross' } },
    xAxis: [category(0, false), category(1, true)],
    yAxis: [
      { ...value(0, (at) => price(at, places), 5), ...priceRange(10 ** -places) },
      value(1, (at) => compact(at, language), 2),
    ],
    dataZoom: [{ type: 'inside', xAxisIndex: [0, 1], filterMode: 'filter', minValueSpan: 12 }],
    series: [candleSeries(c), ...AVERAGES.map((length, at) => averageSeries(length, c[`ma-${at + 1}`])), volumeSeries()],
  };
}

/** Room above and below the candles, and no two labels that round to the same price. */
function priceRange(step) {
  const room = ({ min, max }) => Math.max((max - min) * 0.06, step * 2);
  return { minInterval: step, min: (range) => range.min - room(range), max: (range) => range.max + room(range) };
}

function candleSeries(c) {
  return {
    id: 'candles',
    type: 'candlestick',
    barMaxWidth: 14,
    itemStyle: { color: c.up, color0: c.down, borderColor: c.up, borderColor0: c.down, borderColorDoji: c.muted },
    markLine: {
      symbol: 'none',
      silent: true,
      lineStyle: { type: 'dashed', width: 1, opacity: 0.8 },
      label: { position: 'end', color: c.panel, fontSize: 10, padding: [2, 4], borderRadius: 2 },
      data: [],
    },
  };
}

function averageSeries(length, color) {
  return { id: `ma${length}`, type: 'line', symbol: 'none', silent: true, lineStyle: { width: 1, color }, z: 3 };
}

function volumeSeries() {
  return { id: 'volume', type: 'bar', xAxisIndex: 1, yAxisIndex: 1, barMaxWidth: 14 };
}

/** The data, in the shape of the form; few bars leave room to the right instead of growing fat. */
export function content({ list, zone, period, places }) {
  const c = colours();
  const labels = list.map((bar) => barLabel(bar.timestamp, zone, period));
  const empty = Array.from({ length: Math.max(0, LEAST_SLOTS - labels.length) }, (_, at) => ' '.repeat(at + 1));
  const slots = [...labels, ...empty];
  const closes = list.map((bar) => bar.close);
  const last = list.at(-1);
  const colour = last && last.close < last.open ? c.down : c.up;
  const line = last
    ? [{ yAxis: last.close, lineStyle: { color: colour }, label: { formatter: price(last.close, places), backgroundColor: colour } }]
    : [];
  return {
    xAxis: [{ data: slots }, { data: slots }],
    series: [
      { id: 'candles', data: list.map(({ open, close, low, high }) => [open, close, low, high]), markLine: { data: line } },
      ...AVERAGES.map((length) => ({ id: `ma${length}`, data: movingAverage(closes, length) })),
      {
        id: 'volume',
        data: list.map(({ volume, open, close }) => ({
          value: volume,
          itemStyle: { color: close < open ? c.down : c.up, opacity: 0.65 },
        })),
      },
    ],
  };
}

/** The part of the bars that a fresh chart shows: the newest ones, as per cent of the axis. */
export function newest(count) {
  const slots = Math.max(count, LEAST_SLOTS);
  return { start: slots > SHOWN ? 100 - (SHOWN / slots) * 100 : 0, end: 100 };
}

/** The averages as they stand at a bar. */
export function averagesAt(list, index) {
  const closes = list.slice(0, index + 1).map((bar) => bar.close);
  return AVERAGES.map((length) => [`MA${length}`, movingAverage(closes, length).at(-1)]);
}
