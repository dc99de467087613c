// Differences that wait for a person, of the last seven days and all channels.
import { get } from '../api.js';
import { fill, h } from '../dom.js';
import { list } from '../list.js';
import { live } from '../live.js';
import { t } from '../words.js';
import { difference } from './difference.js';

export function approvals(into) {
  let shown = '';
  const body = h('div', {});
  fill(into, h('h1', {}, t('approvals.title')), h('p', {}, t('approvals.about')), body);
  const looks = live(look);
  return looks;

  async function look(signal) {
    const { approvals: there } = await get('overview', signal);
    const days = await Promise.all(there.days.filter(one => one.open > 0).map(async one => ({
      ...one, ...await get(`reconciliations/${encodeURIComponent(one.channel)}/${one.date}/differences?state=Waiting`, signal),
    })));
    const now = JSON.stringify(days);
    if (now === shown) return;
    shown = now;
    const items = days.flatMap(day => day.differences.map(one => difference(day.channel, day.date, one, looks.now)));
    fill(body, list(t('approvals.title'), items, t('approvals.none')));
  }
}
