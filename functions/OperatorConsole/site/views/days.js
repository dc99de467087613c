// A day's reconciliation: when its differences happened, by channel and hour, and each of them with both its lines.
import { get, find } from '../api.js';
import { chip, fill, h } from '../dom.js';
import { list } from '../list.js';
import { live } from '../live.js';
import { session } from '../session.js';
import { t } from '../words.js';
import { difference } from './difference.js';

const hours = [...Array(24).keys()];
const steps = [1, 3, 10, 30];

/** @param {string} date In China; the day before today where none is named. */
export function days(into, date = yesterday(), channel = undefined) {
  let shown = '';
  const [heat, body] = [h('div', {}), h('div', {})];
  const day = h('input', { type: 'date', id: 'day', value: date, max: yesterday(), onchange: () => { if (day.value) location.hash = `#/days/${day.value}`; } });
  fill(into, h('h1', {}, t('days.title')), h('div', { class: 'line' }, h('label', { for: 'day' }, t('days.day')), ' ', day), heat, body);
  const looks = live(async signal => {
    const quality = await get(`quality/${date}?days=7`, signal);
    const read = channel ? await find(`reconciliations/${encodeURIComponent(channel)}/${date}/differences`, signal) : null;
    const now = JSON.stringify([quality, read]);
    if (now === shown) return;
    shown = now;
    fill(heat, heatOf(quality, date, channel));
    fill(body, channel && [h('h2', {}, t('days.differences', channel)), read === null ? h('p', { class: 'none' }, t('days.notRun'))
      : list(t('days.differences', channel), read.differences.map(one => difference(channel, date, one, looks.now)), t('days.noDifferences'))]);
  });
  return looks;
}

function heatOf(quality, date, chosen) {
  if (session.reconciled.length === 0) return h('p', { class: 'none' }, t('days.none'));
  const byChannel = new Map(quality.channels.map(one => [one.channel, one]));
  return h('section', { class: 'panel' }, h('h2', {}, t('days.heat')),
    h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': t('days.heat') }, h('table', { class: 'heat' },
      h('caption', { class: 'unseen' }, t('days.heat')),
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('col.channel')), hours.map(hour => h('th', { scope: 'col' }, hour)),
        h('th', { scope: 'col' }, t('days.rate')), h('th', { scope: 'col' }, t('days.rows')))),
      h('tbody', {}, session.reconciled.map(channel => {
        const one = byChannel.get(channel);
        return h('tr', { class: channel === chosen && 'chosen' }, h('th', { scope: 'row' }, h('a', { href: `#/days/${date}/${encodeURIComponent(channel)}` }, channel)),
          hours.map(hour => cell(channel, hour, one?.differencesByHour[hour] ?? 0)),
          h('td', { class: 'number' }, one?.rows ? `${(one.matchRate * 100).toFixed(2)} %` : chip(one?.state ?? '–')), h('td', { class: 'number' }, one?.rows ?? 0));
      })))),
    h('p', { class: 'hint' }, t('days.window', quality.window.met, quality.window.days)));
}

function cell(channel, hour, count) {
  const heat = steps.filter(step => count >= step).length;
  return h('td', { class: `heat-${heat}`, title: t('days.hour', channel, count, hour) }, count || '');
}

export function yesterday() {
  return new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
}
