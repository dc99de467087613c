// Today at a glance: how callbacks come in, and what waits for somebody.
import { get, text } from '../api.js';
import { rateChart } from '../chart.js';
import { chip, fill, h, table, time } from '../dom.js';
import { live } from '../live.js';
import { read, series, sum } from '../metrics.js';
import { session } from '../session.js';
import { t, word } from '../words.js';

const nearDays = 30;
const taken = ['applied', 'repeat', 'nothing', 'quarantined'];
const notTaken = ['refused', 'unavailable']; // A provider's probe of our signature check is neither.

export function today(into) {
  const [tiles, tables] = [h('div', { class: 'tiles', 'aria-live': 'off' }), h('div', { class: 'panels' })];
  const rates = session.seesApp ? rateChart(t('today.rates'), [t('today.taken'), t('today.notTaken')]) : null;
  fill(into, h('h1', {}, t('today.title')), tiles, rates?.element,
    !session.seesApp && h('p', { class: 'hint' }, t('today.tenant')), tables);
  const end = live(async signal => {
    const [overview, certificates, metrics] = await Promise.all([
      get('overview', signal), get('certificates', signal), session.seesApp ? text('metrics', signal).then(read) : new Map(),
    ]);
    const now = counts(metrics);
    rates?.take(Date.parse(overview.at) / 1000, [now.taken, now.refused]);
    fill(tiles, tilesOf(overview, certificates.certificates, metrics, rates?.last));
    fill(tables, session.seesApp && appTables(metrics), ring(certificates.certificates));
  });
  return () => {
    end();
    rates?.end();
  };
}

function counts(metrics) {
  const of = outcomes => sum(metrics, 'callbacks_total', labels => outcomes.includes(labels.outcome));
  return { taken: of(taken), refused: of(notTaken) };
}

function tilesOf(overview, certificates, metrics, perMinute) {
  const days = certificates.filter(one => one.daysLeft !== undefined && one.state !== 'Superseded').map(one => one.daysLeft);
  const nearest = days.length > 0 ? Math.floor(Math.min(...days)) : null;
  const open = series(metrics, 'channel_breaker').filter(one => one.value === 1 && one.labels.phase !== 'Closed').length;
  const letters = overview.deadLetters;
  return [
    session.seesApp && tile(t('today.callbacks'), perMinute === undefined ? '…' : Math.round(perMinute)),
    session.seesApp && tile(t('today.ack'), within(metrics, 0.95)),
    session.seesApp && tile(t('today.refused'), sum(metrics, 'callback_refusals_total')),
    tile(t('today.quarantine'), overview.quarantine.open, overview.quarantine.open > 0 && 'bad', '#/quarantine'),
    tile(t('today.approvals'), overview.approvals.open, overview.approvals.open > 0 && 'warn', '#/approvals'),
    tile(t('today.letters'), letters.more ? `${letters.count}+` : letters.count, letters.count > 0 && 'warn', '#/letters'),
    session.seesApp && tile(t('today.breakers'), open, open > 0 && 'bad'),
    tile(t('today.certificates'), nearest ?? '–', nearest !== null && nearest < nearDays && 'warn'),
  ];
}

function tile(label, value, kind, to) {
  const content = [h('span', { class: 'label' }, label), h('span', { class: 'value' }, value)];
  return to ? h('a', { class: `tile ${kind || ''}`, href: to }, content) : h('div', { class: `tile ${kind || ''}` }, content);
}

/** The bucket's bound that so large a share of the acknowledgements stayed within. */
function within(metrics, share) {
  const buckets = new Map();
  for (const { labels, value } of series(metrics, 'callback_acknowledgement_seconds_bucket'))
    buckets.set(labels.le, (buckets.get(labels.le) ?? 0) + value);
  const all = buckets.get('+Inf') ?? 0;
  if (all === 0) return '–';
  const [bound] = [...buckets].find(([, count]) => count >= all * share);
  return bound === '+Inf' ? '> 10 s' : `≤ ${Number(bound) * 1000} ms`;
}

function appTables(metrics) {
  const [callbacks, refusals, circuits] = [
    series(metrics, 'callbacks_total'), series(metrics, 'callback_refusals_total'),
    series(metrics, 'channel_breaker').filter(one => one.value === 1),
  ];
  return [
    panel(t('today.byProvider'), callbacks.length === 0 ? h('p', { class: 'none' }, t('today.noCallbacks')) : table(t('today.byProvider'), [
      [t('col.provider'), one => one.labels.provider], [t('col.outcome'), one => one.labels.outcome], [t('col.count'), one => one.value, 'number'],
    ], callbacks)),
    panel(t('today.refusals'), refusals.length === 0 ? h('p', { class: 'none' }, t('today.noRefusals')) : table(t('today.refusals'), [
      [t('col.provider'), one => one.labels.provider], [t('col.reason'), one => one.labels.reason], [t('col.count'), one => one.value, 'number'],
    ], refusals)),
    panel(t('today.circuits'), circuits.length === 0 ? h('p', { class: 'none' }, t('today.noCircuits')) : table(t('today.circuits'), [
      [t('col.channel'), one => one.labels.channel],
      [t('col.circuit'), one => chip(word('circuit', one.labels.phase), one.labels.phase === 'Closed' ? 'good' : 'bad')],
    ], circuits)),
  ];
}

function ring(certificates) {
  return panel(t('today.rings'), table(t('today.rings'), [
    [t('col.account'), one => one.account], [t('col.purpose'), one => one.purpose], [t('col.state'), one => one.state],
    [t('col.days'), one => (one.daysLeft === undefined ? '–' : Math.floor(one.daysLeft)), 'number'], [t('col.until'), one => time(one.notAfter)],
  ], certificates));
}

const panel = (title, content) => h('section', { class: 'panel' }, h('h2', {}, title), content);
