// One difference: the bill's line beside the ledger's, why we think so, what is planned, and a person's word on it.
import { blob } from '../api.js';
import { decide } from '../dialog.js';
import { chip, h, money, table, time } from '../dom.js';
import { item } from '../list.js';
import { mayDecide } from '../session.js';
import { t } from '../words.js';
import { stateChip } from './order.js';

/** @param {() => void} then Told once it was decided. */
export function difference(channel, date, one, then) {
  const path = `reconciliations/${encodeURIComponent(channel)}/${date}/differences/${encodeURIComponent(one.id)}`;
  const about = `${one.kind} · ${one.action} · ${one.orderId}`;
  const waits = one.state === 'Waiting' && mayDecide();
  const element = item([
    ...waits ? [
      { key: 'a', label: t('approvals.approve'), kind: 'main', do: () => say('approve', false) },
      { key: 'x', label: t('approvals.reject'), kind: 'danger', do: () => say('reject', true) },
    ] : [],
    { key: 'e', label: t('approvals.evidence'), do: pack },
  ],
  h('div', {}, stateChip(one.state), ' ', chip(one.kind), ' ', h('a', { href: `#/order/${encodeURIComponent(one.orderId)}` }, one.orderId),
    ' ', channel, ' · ', date, one.approvalsNeeded > 0 && ` · ${t('approvals.people', one.approvals.length, one.approvalsNeeded)}`),
  h('div', { class: 'said' }, `${one.cause.kind} (${Math.round(one.cause.confidence * 100)} %): ${one.cause.evidence}`),
  h('div', { class: 'said' }, `${one.action}: ${one.why}`, one.outcome && ` → ${one.outcome}`),
  h('div', { class: 'beside' }, side(t('days.ledger'), one.here), side(t('days.bill'), one.there)),
  [...one.approvals, ...one.rejection ? [one.rejection] : []].map(said =>
    h('div', { class: 'said' }, `${said.by}: ${said.reason} `, time(said.at))));
  element.dataset.id = one.id;
  return element;

  async function say(what, danger) {
    if (await decide({ title: t(`approvals.${what}.ask`, one.action), about, danger, path: `${path}/${what}` })) then();
  }

  async function pack() {
    const url = URL.createObjectURL(await blob(`${path}/evidence`));
    h('a', { href: url, download: `evidence-${channel}-${date}-${one.id}.zip` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
  }
}

function side(title, rows) {
  if (rows.length === 0) return h('div', {}, h('h3', {}, title), h('p', { class: 'none' }, t('days.nothing')));
  return h('div', {}, h('h3', {}, title), table(title, [
    [t('col.kind'), row => row.movement], [t('col.amount'), row => money(row.amount), 'number'], [t('col.status'), row => row.status],
    [t('col.transaction'), row => row.transactionId ?? '–'], [t('col.at'), row => time(row.at)], [t('col.line'), row => row.line ?? '–', 'number'],
  ], rows));
}
