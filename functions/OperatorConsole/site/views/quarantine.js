// What contradicts our books, of the last seven days, and an operator's word on it.
import { get } from '../api.js';
import { decide } from '../dialog.js';
import { chip, fill, h, money, time } from '../dom.js';
import { item, list } from '../list.js';
import { live } from '../live.js';
import { mayDecide } from '../session.js';
import { t } from '../words.js';

export function quarantine(into) {
  let [all, shown] = [false, ''];
  const body = h('div', {});
  const which = h('input', { type: 'checkbox', id: 'all', onchange: () => { all = which.checked; shown = ''; looks.now(); } });
  fill(into, h('h1', {}, t('quarantine.title')), h('p', {}, t('quarantine.about')),
    h('label', { class: 'choice', for: 'all' }, which, ' ', t('quarantine.all')), body);
  const looks = live(look);
  return looks;

  async function look(signal) {
    const { quarantine: there } = await get('overview', signal);
    const parts = there.days.filter(one => all || one.open > 0);
    const read = await Promise.all(parts.map(one => get(place(one), signal)));
    const entries = read.flatMap(part => part.entries.map(entry => ({ ...entry, provider: part.provider, day: part.day })))
      .filter(one => all || !one.resolution)
      .sort((one, other) => Date.parse(other.recordedAt) - Date.parse(one.recordedAt));
    const now = JSON.stringify(entries);
    if (now === shown) return; // Nobody loses their place for nothing.
    shown = now;
    const focused = document.activeElement?.dataset?.id;
    fill(body, list(t('quarantine.title'), entries.map(show), t('quarantine.none')));
    if (focused) body.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
  }

  function show(entry) {
    const actions = entry.resolution || !mayDecide() ? [] : [
      { key: 'a', label: t('quarantine.apply'), kind: 'main', do: () => resolve(entry, 'apply') },
      { key: 'r', label: t('quarantine.refund'), do: () => resolve(entry, 'refund') },
      { key: 'd', label: t('quarantine.dismiss'), kind: 'danger', do: () => resolve(entry, 'dismiss') },
    ];
    const element = item(actions,
      h('div', {}, chip(entry.reason, entry.resolution ? '' : 'bad'), ' ', h('a', { href: `#/order/${encodeURIComponent(entry.orderId)}` }, entry.orderId),
        ' ', entry.provider, ' · ', time(entry.recordedAt)),
      h('div', { class: 'said' }, `${t('quarantine.says')}: ${entry.event}`, entry.total && [' ', money(entry.total)],
        entry.transactionId && ` · ${entry.transactionId}`, ` · ${entry.field}`, entry.merchantId && ` · ${entry.merchantId}`),
      entry.resolution && h('div', { class: 'said' },
        t('quarantine.resolved', entry.resolution.action, entry.resolution.by ?? '–', `${entry.resolution.outcome}: ${entry.resolution.reason}`)));
    element.dataset.id = entry.id;
    return element;
  }

  async function resolve(entry, action) {
    const done = await decide({
      title: t(`quarantine.${action}.ask`), danger: action !== 'apply', body: { action },
      about: `${entry.reason} · ${entry.orderId} · ${entry.total ? money(entry.total) : entry.event}`,
      path: place(entry).replace('quarantine?', `quarantine/${encodeURIComponent(entry.id)}/resolve?`),
    });
    if (done) looks.now();
  }
}

const place = one => `quarantine?provider=${encodeURIComponent(one.provider)}&day=${one.day}`;
