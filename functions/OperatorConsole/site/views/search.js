// By an order's id, a provider's transaction or a refund: straight to its order, or a choice where there are several.
import { get } from '../api.js';
import { chip, fill, h } from '../dom.js';
import { t } from '../words.js';

export function search(into, id) {
  const gone = new AbortController();
  fill(into, h('h1', {}, id));
  look();
  return () => gone.abort();

  async function look() {
    const { orders } = await get(`lookup/${encodeURIComponent(id)}`, gone.signal);
    if (orders.length === 1) location.replace(`#/order/${encodeURIComponent(orders[0].orderId)}`);
    else if (orders.length === 0) fill(into, h('h1', {}, id), h('p', { class: 'none' }, t('order.none', id)));
    else fill(into, h('h1', {}, id), h('p', {}, t('order.several', id)), h('ul', { class: 'items' }, orders.map(one =>
      h('li', { class: 'item' }, chip(one.as), ' ', h('a', { href: `#/order/${encodeURIComponent(one.orderId)}` }, one.orderId)))));
  }
}
