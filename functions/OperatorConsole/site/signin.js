// A key, and a tenant's key beside it where the function key is shared.
import { Problem, get, signIn, signOut } from './api.js';
import { add, fill, h } from './dom.js';
import { t } from './words.js';

/** @param {(who: object) => void} then Told who the key speaks for. */
export function signInForm(into, then, why) {
  const key = h('input', { id: 'key', type: 'password', required: true, autocomplete: 'off', spellcheck: 'false' });
  const tenant = h('input', { id: 'tenant-key', type: 'password', autocomplete: 'off', spellcheck: 'false' });
  const wrong = h('p', { class: 'wrong', role: 'alert' }, why ?? '');
  const form = h('form', { class: 'signin', onsubmit: submit },
    h('h1', {}, t('signin.title')),
    h('p', {}, t('signin.about')),
    h('label', { for: 'key' }, t('signin.key')), key,
    h('details', {}, h('summary', {}, t('signin.tenant.more')), h('label', { for: 'tenant-key' }, t('signin.tenant')), tenant),
    wrong,
    h('button', { type: 'submit', class: 'main' }, t('signin.enter')));
  fill(into, form);
  key.focus();

  async function submit(event) {
    event.preventDefault();
    fill(wrong);
    signIn(key.value.trim(), tenant.value.trim());
    try {
      then(await get('whoami'));
    } catch (e) {
      signOut();
      add(wrong, !(e instanceof Problem) ? t('app.away') : e.status === 401 ? t('signin.wrong') : e.text);
      key.select();
    }
  }
}
