// An order's whole story: where it stands and why, what happened in what order, what was booked, what its merchant was told.
import { find, get } from '../api.js';
import { decide } from '../dialog.js';
import { chip, fill, h, amount, money, table, time } from '../dom.js';
import { live } from '../live.js';
import { mayDecide } from '../session.js';
import { language, t, word } from '../words.js';

const good = ['Paid', 'Succeeded', 'Delivered', 'Done'];
const bad = ['Failed', 'Abnormal', 'DeadLettered'];

export const stateChip = state => chip(word('state', state), good.includes(state) ? 'good' : bad.includes(state) ? 'bad' : '');

export function order(into, id) {
  let [told, shown] = [false, ''];
  const path = `orders/${encodeURIComponent(id)}`;
  const why = h('section', { class: 'panel why', 'aria-live': 'polite', hidden: true });
  const body = h('div', {});
  fill(into, h('h1', {}, t('order.title', id)), h('div', { class: 'buttons' },
    h('button', { type: 'button', class: 'main', id: 'why', onclick: () => explain() }, t('order.why'))), why, body);
  const looks = live(async signal => {
    const story = await find(path, signal);
    if (story === null) return fill(body, h('p', { class: 'none' }, t('order.none', id)));
    const [ledger, webhooks] = await Promise.all([get(`${path}/ledger`, signal), get(`${path}/webhooks`, signal)]);
    const now = JSON.stringify([story, ledger, webhooks]);
    if (now !== shown) fill(body, storyOf(story, ledger.postings, webhooks.messages)); // Nobody loses their place for nothing.
    shown = now;
    if (told) await explain(signal);
  });
  return looks;

  async function explain(signal) {
    const said = await get(`${path}/diagnosis?language=${language().slice(0, 2)}`, signal);
    told = true;
    why.hidden = false;
    fill(why, h('h2', {}, t('order.why')), h('p', { class: 'lead' }, said.summary),
      h('ul', {}, said.findings.map(one => h('li', { class: one.level }, one.text))));
  }

  function storyOf(story, postings, messages) {
    return [
      facts(story),
      h('section', { class: 'panel' }, h('h2', {}, t('order.timeline')), timeline(story, postings, messages)),
      story.refunds.length > 0 && h('section', { class: 'panel' }, h('h2', {}, t('order.refunds')), story.refunds.map(refund)),
      h('section', { class: 'panel' }, h('h2', {}, t('order.postings')), entries(postings)),
      h('section', { class: 'panel' }, h('h2', {}, t('order.webhooks')), messagesOf(messages)),
    ];
  }

  function refund(one) {
    const act = async (what, danger) => {
      const done = await decide({ title: t(`order.${what}.ask`, one.refundId), about: money(one.amount), danger,
        path: `${path}/refunds/${encodeURIComponent(one.refundId)}/${what === 'giveUp' ? 'give-up' : 'restart'}` });
      if (done) looks.now();
    };
    return h('div', { class: 'line' }, stateChip(one.state), ' ', h('strong', {}, one.refundId), ' ', money(one.amount), ' ',
      one.reason && h('span', { class: 'said' }, one.reason), one.code && chip(one.code),
      one.state === 'Abnormal' && mayDecide() && h('span', { class: 'buttons' },
        h('button', { type: 'button', onclick: () => act('restart', false) }, t('order.restart')),
        h('button', { type: 'button', class: 'danger', onclick: () => act('giveUp', true) }, t('order.giveUp'))));
  }
}

function facts(story) {
  const fact = (name, value) => value && [h('dt', {}, name), h('dd', {}, value)];
  return h('section', { class: 'panel' }, h('dl', { class: 'facts' },
    h('dt', {}, t('col.state')), h('dd', {}, stateChip(story.state)),
    fact(t('order.total'), money(story.total)), fact(t('order.paid'), money(story.paid)), fact(t('order.refunded'), money(story.refunded)),
    fact(t('order.channel'), `${story.channel} · ${story.method}`), fact(t('order.merchant'), story.merchantId),
    fact(t('order.description'), story.description), fact(t('order.transaction'), story.transactionId),
    fact(t('order.created'), time(story.createdAt)), fact(t('order.expires'), time(story.expiresAt)),
    fact(t('order.trace'), story.traceId)));
}

/** What was said, booked and told, in the order in which it came. */
function timeline(story, postings, messages) {
  // A posting has the time of what it books; it was written together with that evidence, and stands behind it.
  const isRefund = /refund/i;
  const written = posting => story.timeline.find(
    one => one.at === posting.at && isRefund.test(one.event) === isRefund.test(posting.kind))?.recordedAt ?? posting.at;
  const moments = [
    ...story.timeline.map(one => ({ at: one.recordedAt ?? one.at, rank: 0, element: saying(one) })),
    ...postings.map(one => ({ at: written(one), rank: 1, element: moment('booked', one.at, t('order.posted', one.kind), [
      one.entries.map(entry => h('span', { class: 'said' }, `${entry.account} ${sign(entry)}`)),
    ]) })),
    ...messages.map(one => ({ at: one.lastAt ?? one.at, rank: 2, element: moment('told', one.lastAt ?? one.at, t('order.told', one.type), [
      stateChip(one.state), one.lastOutcome && h('span', { class: 'said' }, one.lastOutcome),
    ]) })),
    ...(story.heals ?? []).map(one => ({ at: one.at, rank: 3, element: moment('healed', one.at, `${t('order.heals')}: ${one.kind}`, [
      h('span', { class: 'said' }, `${one.cause} · ${one.evidence}`),
    ]) })),
  ];
  moments.sort((one, other) => Date.parse(one.at) - Date.parse(other.at) || one.rank - other.rank);
  return h('ol', { class: 'timeline', id: 'timeline' }, moments.map(one => one.element));
}

function saying(one) {
  return moment(one.source.toLowerCase(), one.at, word('event', one.event), [
    h('span', { class: 'said' }, word('source', one.source)),
    one.from !== undefined && one.from !== one.to && h('span', { class: 'said' }, `${word('state', one.from)} → ${word('state', one.to)}`),
    one.refundId && chip(one.refundId), one.splitId && chip(one.splitId), one.channel && chip(one.channel),
    one.code && h('span', { class: 'said' }, one.code),
    one.id && h('span', { class: 'evidence' }, t('order.evidence', one.id)),
    one.recordedAt && one.recordedAt !== one.at && h('span', { class: 'evidence' }, t('order.recorded'), ' ', time(one.recordedAt)),
    one.traceId && h('span', { class: 'evidence' }, `${t('order.trace')} ${one.traceId}`),
  ]);
}

const moment = (kind, at, title, content) =>
  h('li', { class: kind }, h('div', { class: 'when' }, time(at)), h('div', {}, h('strong', {}, title), ' ', content));

const sign = entry => (entry.debit > 0 ? `+${amount(entry.debit, entry.currency)}` : `−${amount(entry.credit, entry.currency)}`);

function entries(postings) {
  const rows = postings.flatMap(posting => posting.entries.map(entry => ({ posting, entry })));
  if (rows.length === 0) return h('p', { class: 'none' }, t('order.noPostings'));
  return table(t('order.postings'), [
    ['#', row => row.posting.sequence, 'number'], [t('col.kind'), row => row.posting.kind], [t('col.at'), row => time(row.posting.at)],
    [t('col.ledgerAccount'), row => row.entry.account],
    [t('col.debit'), row => row.entry.debit > 0 && amount(row.entry.debit, row.entry.currency), 'number'],
    [t('col.credit'), row => row.entry.credit > 0 && amount(row.entry.credit, row.entry.currency), 'number'],
  ], rows);
}

function messagesOf(messages) {
  if (messages.length === 0) return h('p', { class: 'none' }, t('order.noWebhooks'));
  return table(t('order.webhooks'), [
    ['#', one => one.sequence, 'number'], [t('col.type'), one => one.type], [t('col.state'), one => stateChip(one.state)],
    [t('col.attempts'), one => one.attempts, 'number'],
    [t('col.last'), one => [one.lastOutcome ?? '–', ' ', one.lastAt && time(one.lastAt)]],
  ], messages);
}
