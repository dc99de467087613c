// Messages to merchants that were given up, newest first.
import { get } from '../api.js';
import { decide } from '../dialog.js';
import { chip, fill, h, time } from '../dom.js';
import { item, list } from '../list.js';
import { live } from '../live.js';
import { mayDecide } from '../session.js';
import { t } from '../words.js';

export function letters(into) {
  let [pages, shown] = [1, ''];
  const body = h('div', {});
  const more = h('button', { type: 'button', hidden: true, onclick: () => { pages++; looks.now(); } }, t('letters.more'));
  fill(into, h('h1', {}, t('letters.title')), h('p', {}, t('letters.about')), body, more);
  const looks = live(look);
  return looks;

  async function look(signal) {
    const there = [];
    let next = null;
    for (let page = 0; page < pages && next !== undefined; page++) {
      const read = await get(next ? `webhooks/deadletters?after=${encodeURIComponent(next)}` : 'webhooks/deadletters', signal);
      there.push(...read.deadLetters);
      next = read.next;
    }
    more.hidden = next === undefined;
    const now = JSON.stringify(there);
    if (now === shown) return;
    shown = now;
    fill(body, list(t('letters.title'), there.map(show), t('letters.none')));
  }

  function show(one) {
    return item(mayDecide() ? [{ key: 'r', label: t('letters.redeliver'), kind: 'main', do: () => redeliver(one) }] : [],
      h('div', {}, chip(one.type, 'bad'), ' ', h('a', { href: `#/order/${encodeURIComponent(one.orderId)}` }, one.orderId), ' · ', time(one.givenUpAt)),
      h('div', { class: 'said' }, t('letters.tried', one.attempts, [one.lastOutcome, one.lastStatus].filter(Boolean).join(' ')), ` · ${one.messageId}`));
  }

  async function redeliver(one) {
    const done = await decide({
      title: t('letters.redeliver.ask', one.type), about: `${one.orderId} · ${one.messageId}`,
      path: `orders/${encodeURIComponent(one.orderId)}/webhooks/${encodeURIComponent(one.messageId)}/redeliver`,
    });
    if (done) looks.now();
  }
}
