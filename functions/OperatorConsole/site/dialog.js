// A decision is said twice: once by the key or button, once here, with its reason. What is sent has one name, so that pressing
// again after a lost answer does it once.
import { Problem, post } from './api.js';
import { add, fill, h } from './dom.js';
import { session } from './session.js';
import { t } from './words.js';

const signedAs = 'payfunctions.by';

/**
 * @param {{title: string, about: Node|string, path: string, body?: object, named?: boolean, danger?: boolean}} what
 * @returns {Promise<object|null>} What the app answered; null: it was left.
 */
export function decide(what) {
  const once = crypto.randomUUID();
  return new Promise(resolve => {
    let answer = null;
    const reason = h('textarea', { id: 'reason', required: true, maxlength: 200, rows: 2 });
    const by = h('input', {
      id: 'by', required: true, maxlength: 64, autocomplete: 'off', readonly: Boolean(session.name),
      value: session.name ?? sessionStorage.getItem(signedAs) ?? '',
    });
    const wrong = h('p', { class: 'wrong', role: 'alert' });
    const enter = h('button', { type: 'submit', class: what.danger ? 'danger' : 'main' }, t('dialog.do'));
    const dialog = h('dialog', { 'aria-labelledby': 'asked', onclose: closed },
      h('form', { onsubmit: send },
        h('h2', { id: 'asked' }, what.title),
        h('div', { class: 'about' }, what.about),
        h('label', { for: 'reason' }, t('dialog.reason')), reason,
        h('label', { for: 'by' }, t('dialog.by')), by,
        wrong,
        h('div', { class: 'buttons' }, h('button', { type: 'button', onclick: () => dialog.close() }, t('dialog.leave')), enter)));
    document.body.append(dialog);
    dialog.showModal();
    reason.focus();

    async function send(event) {
      event.preventDefault();
      enter.disabled = true;
      fill(wrong);
      sessionStorage.setItem(signedAs, by.value);
      try {
        answer = await post(what.path, { ...what.body, reason: reason.value.trim(), by: by.value.trim() }, once);
        dialog.close();
      } catch (e) {
        add(wrong, e instanceof Problem ? e.text : t('app.away'));
      } finally {
        enter.disabled = false;
      }
    }

    function closed() {
      dialog.remove();
      resolve(answer);
    }
  });
}
