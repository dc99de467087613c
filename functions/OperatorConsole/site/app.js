// The frame: who is signed in, which view is open, and the keys that lead from one to another.
import { Problem, get, onRefused, signOut, signedIn } from './api.js';
import { fill, h } from './dom.js';
import { isSignedInAs, mayDecide, session } from './session.js';
import { signInForm } from './signin.js';
import { language, otherLanguage, t } from './words.js';

const views = {
  today: () => import('./views/today.js').then(module => module.today),
  quarantine: () => import('./views/quarantine.js').then(module => module.quarantine),
  approvals: () => import('./views/approvals.js').then(module => module.approvals),
  letters: () => import('./views/letters.js').then(module => module.letters),
  days: () => import('./views/days.js').then(module => module.days),
  order: () => import('./views/order.js').then(module => module.order),
  search: () => import('./views/search.js').then(module => module.search),
};
const inMenu = ['today', 'quarantine', 'approvals', 'letters', 'days'];
const themes = ['light', 'dark'];
const themePlace = 'payfunctions.theme';

const app = document.getElementById('app');
let leave = () => {};
let main = null;
let away = null;

start();

async function start() {
  document.documentElement.lang = language();
  const theme = localStorage.getItem(themePlace);
  if (themes.includes(theme)) document.documentElement.dataset.theme = theme;
  if (!signedIn()) return signInForm(app, enter);
  try {
    enter(await get('whoami'));
  } catch (e) {
    if (signedIn()) signInForm(app, enter, e instanceof Problem ? e.text : t('app.away'));
  }
}

function enter(who) {
  isSignedInAs(who);
  document.documentElement.lang = language();
  document.title = t('app.name');
  const id = h('input', { id: 'find', type: 'search', placeholder: t('app.find'), 'aria-label': t('app.find'), autocomplete: 'off' });
  main = h('main', { id: 'main', tabindex: '-1' });
  away = h('p', { class: 'away', role: 'status', hidden: true }, t('app.away'));
  fill(app,
    h('a', { class: 'skip', href: '#main', onclick: event => { event.preventDefault(); main.focus(); } }, t('app.skip')),
    h('header', {},
      h('a', { class: 'name', href: '#/today' }, 'PayFunctions'),
      h('form', { role: 'search', onsubmit: find }, id, h('button', { type: 'submit' }, t('app.find.do'))),
      h('div', { class: 'who' },
        h('span', { class: 'chip' }, [session.name, session.tenant, mayDecide() ? t('app.operator') : t('app.reader')].filter(Boolean).join(' · ')),
        h('button', { type: 'button', onclick: changeTheme, 'aria-label': t('app.theme') }, '◐'),
        h('button', { type: 'button', id: 'language', lang: language() === 'en' ? 'zh-CN' : 'en', onclick: changeLanguage }, t('app.language')),
        h('button', { type: 'button', onclick: goOut }, t('app.signout')))),
    h('nav', { 'aria-label': t('app.main') }, inMenu.map((name, i) =>
      h('a', { href: `#/${name}`, 'data-view': name }, t(`${name}.title`), ' ', h('kbd', { 'aria-hidden': 'true' }, i + 1)))),
    away, main,
    h('footer', {}, t('help.keys')));
  open();

  function find(event) {
    event.preventDefault();
    if (id.value.trim()) location.hash = `#/search/${encodeURIComponent(id.value.trim())}`;
  }
}

async function open() {
  if (!main?.isConnected) return;
  const [name, ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decode);
  const view = Object.hasOwn(views, name) ? name : 'today';
  leave();
  leave = () => {};
  for (const link of document.querySelectorAll('nav a')) link.toggleAttribute('aria-current', link.dataset.view === view);
  document.querySelectorAll('nav a[aria-current]').forEach(link => link.setAttribute('aria-current', 'page'));
  const into = h('div', { class: `view ${view}` });
  fill(main, into);
  leave = (await views[view]())(into, ...rest) ?? (() => {});
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch (e) {
    if (!(e instanceof URIError)) throw e;
    return part;
  }
}

function goOut(_, why) {
  leave();
  leave = () => {};
  main = null;
  signOut();
  signInForm(app, enter, why);
}

function changeTheme() {
  const dark = getComputedStyle(document.documentElement).colorScheme === 'dark'
    || (!document.documentElement.dataset.theme && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem(themePlace, document.documentElement.dataset.theme);
  open();
}

function changeLanguage() {
  otherLanguage();
  enter(session);
  document.getElementById('language').focus();
}

onRefused(() => main?.isConnected && goOut(null, t('app.refused')));
addEventListener('hashchange', open);
document.addEventListener('away', () => { if (away) away.hidden = false; });
document.addEventListener('here', () => { if (away) away.hidden = true; });
document.addEventListener('keydown', event => {
  if (!main?.isConnected || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest('input, textarea, select, dialog')) return;
  const place = inMenu[Number(event.key) - 1];
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById('find').focus();
  } else if (place) {
    location.hash = `#/${place}`;
  } else if (event.key === 'j' && event.target === document.body) {
    document.querySelector('.item')?.focus();
  }
});
