// Elements and text, never markup: whatever a field holds is shown as it is written, and nothing of it runs.
import { language } from './words.js';

/** An element: attributes, `on…` listeners and children; null and false children are left out. */
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'value') element.value = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  add(element, children);
  return element;
}

export function add(element, ...children) {
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

export function fill(element, ...children) {
  element.replaceChildren();
  return add(element, children);
}

const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium' }); // 2026-11-21 16:48:00, which everybody reads.

/** A time in the reader's own zone; the exact one in UTC stands behind it. */
export function time(text) {
  return text ? h('time', { datetime: text, title: text }, clock.format(new Date(text))) : h('span', {}, '–');
}

/** `{"amount":1234,"currency":"CNY"}`, in minor units, as money. */
export function money(value) {
  if (!value) return '–';
  return amount(value.amount, value.currency);
}

export function amount(minor, currency) {
  try {
    const format = new Intl.NumberFormat(language(), { style: 'currency', currency });
    return format.format(minor / 10 ** format.resolvedOptions().maximumFractionDigits);
  } catch (e) {
    if (!(e instanceof RangeError)) throw e;
    return `${minor} ${currency}`; // A word that is no currency of the world's.
  }
}

/** A table with a caption for those who can't see it; a column is `[heading, cell of a row, class]`. */
export function table(caption, columns, rows, rowAttributes = () => ({})) {
  return h('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', {},
      h('caption', { class: 'unseen' }, caption),
      h('thead', {}, h('tr', {}, columns.map(([heading, , kind]) => h('th', { scope: 'col', class: kind }, heading)))),
      h('tbody', {}, rows.map(row => h('tr', rowAttributes(row), columns.map(([, cell, kind]) => h('td', { class: kind }, cell(row))))))));
}

export function chip(text, kind = '') {
  return h('span', { class: `chip ${kind}` }, text);
}
