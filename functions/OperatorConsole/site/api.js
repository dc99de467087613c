// The app's API with the key of whoever signed in. The key is kept for this tab only, and goes nowhere but into headers.
const root = new URL('../', document.baseURI);
const place = 'payfunctions.keys';

let keys = read();
let whenRefused = () => {};

/** What the app answered instead of what was asked for: its problem details, as far as there are any. */
export class Problem extends Error {
  constructor(status, said) {
    super(said?.title ?? `HTTP ${status}`);
    this.status = status;
    this.detail = said?.detail ?? '';
    this.fields = said?.errors ?? [];
    this.kind = String(said?.type ?? '').split(':').pop();
  }

  get text() {
    const fields = this.fields.map(one => `${one.field} ${one.message}`);
    return [this.message, this.detail, ...fields].filter(Boolean).join(' ');
  }
}

export const signedIn = () => keys !== null;

export function signIn(functionKey, tenantKey) {
  keys = tenantKey ? { functionKey, tenantKey } : { functionKey };
  sessionStorage.setItem(place, JSON.stringify(keys));
}

export function signOut() {
  keys = null;
  sessionStorage.removeItem(place);
}

/** Told when a key that was good is so no longer. */
export function onRefused(then) {
  whenRefused = then;
}

export const get = (path, signal) => call('GET', path, { signal }).then(answer => answer.json());

export const text = (path, signal) => call('GET', path, { signal }).then(answer => answer.text());

export const blob = path => call('GET', path).then(answer => answer.blob());

/** @param {string} once The request's name: sent again under it, it is done once. */
export const post = (path, body, once) => call('POST', path, { body, once }).then(answer => answer.json());

/** Null for what is not there; any other problem is thrown. */
export const find = (path, signal) => get(path, signal).catch(problem => {
  if (problem instanceof Problem && problem.status === 404) return null;
  throw problem;
});

async function call(method, path, { body, once, signal } = {}) {
  const headers = { accept: 'application/json' };
  if (keys) headers['x-functions-key'] = keys.functionKey;
  if (keys?.tenantKey) headers['x-api-key'] = keys.tenantKey;
  if (once) headers['idempotency-key'] = once;
  if (body) headers['content-type'] = 'application/json';
  const answer = await fetch(new URL(path, root), {
    method, headers, signal, body: body ? JSON.stringify(body) : undefined, credentials: 'omit', cache: 'no-store',
  });
  if (answer.ok) return answer;
  const problem = new Problem(answer.status, await said(answer));
  if (answer.status === 401) whenRefused(problem);
  throw problem;
}

async function said(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text);
  } catch (e) {
    if (!(e instanceof SyntaxError)) throw e;
    return null; // The host's own answer has no body.
  }
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(place));
  } catch (e) {
    if (!(e instanceof SyntaxError)) throw e;
    return null;
  }
}
