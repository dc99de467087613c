// Rates as they come: what a counter grew by between two looks, as so much a minute.
import { h } from './dom.js';
import uPlot from './vendor/uplot.js';
import { t } from './words.js';

const pointsMax = 360;
const height = 180;
const shownSeconds = 300; // At least: the first points would else be all there is of time.

/** @param {string[]} names Two lines: what went well, what did not. */
export function rateChart(label, names) {
  const plot = h('div', { class: 'plot' });
  const element = h('figure', { class: 'panel rates' }, h('figcaption', {}, label), plot);
  const data = [[], [], []];
  let before = null;
  let chart = null;
  const onResize = new ResizeObserver(() => chart?.setSize({ width: plot.clientWidth, height }));
  onResize.observe(plot);

  const one = {
    element,
    last: undefined,
    /** @param {number} at Seconds. @param {number[]} counts As they stand now; one that fell was begun anew. */
    take(at, counts) {
      if (before && at > before.at && counts.every((count, i) => count >= before.counts[i])) {
        const rates = counts.map((count, i) => (count - before.counts[i]) * 60 / (at - before.at));
        one.last = rates.reduce((sum, rate) => sum + rate, 0);
        [at, ...rates].forEach((value, i) => {
          data[i].push(value);
          if (data[i].length > pointsMax) data[i].shift();
        });
        draw();
      }
      before = { at, counts };
    },
    end() {
      onResize.disconnect();
      chart?.destroy();
    },
  };
  return one;

  function draw() {
    if (chart) chart.setData(data);
    else chart = new uPlot(options(plot, names), data, plot);
  }
}

function options(plot, names) {
  const grid = { stroke: () => getComputedStyle(plot).borderTopColor, width: 1 };
  const axis = { stroke: () => getComputedStyle(plot).color, grid, ticks: grid };
  return {
    width: plot.clientWidth, height, cursor: { y: false },
    axes: [{ ...axis, values: (_, times) => times.map(clock) }, { ...axis, size: 56 }],
    scales: { x: { range: (_, low, high) => [Math.min(low, high - shownSeconds), high] }, y: { range: (_, low, high) => [0, Math.max(high, 1)] } },
    series: [{ label: t('col.at'), value: (_, at) => (at === null ? '–' : clock(at)) }, ...names.map((label, i) => ({
      label, stroke: () => colour(plot, ['good', 'bad'][i]), width: 2, points: { show: false },
      value: (_, value) => (value === null ? '–' : value.toFixed(1)),
    }))],
  };
}

const clock = seconds => new Date(seconds * 1000).toTimeString().slice(0, 8);

/** What the stylesheet makes of that class just now, in light or dark: a canvas wants it said. */
function colour(plot, kind) {
  const probe = h('i', { class: `line-${kind}` });
  plot.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
