// A list that is worked by keyboard: j and k, or the arrows, go through it; a letter does what its button does.
import { h } from './dom.js';
import { t } from './words.js';

/** @param {{key: string, label: string, kind?: string, do: () => void}[]} actions */
export function item(actions, ...content) {
  const element = h('li', { tabindex: '0', class: 'item', onkeydown: press }, h('div', { class: 'content' }, content),
    actions.length > 0 && h('div', { class: 'buttons' }, actions.map(one => h('button', {
      type: 'button', class: one.kind, 'aria-keyshortcuts': one.key, onclick: one.do,
    }, one.label, ' ', h('kbd', { 'aria-hidden': 'true' }, one.key)))));
  return element;

  function press(event) {
    if (event.target !== element || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous' }[event.key];
    const action = actions.find(one => one.key === event.key);
    if (!step && !action) return;
    event.preventDefault();
    if (action) action.do();
    else element[`${step}ElementSibling`]?.focus();
  }
}

export function list(label, items, none) {
  if (items.length === 0) return h('p', { class: 'none' }, none);
  return [h('p', { class: 'hint' }, t('list.keys')), h('ul', { class: 'items', 'aria-label': label }, items)];
}
