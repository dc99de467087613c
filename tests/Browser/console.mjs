// An operator at the console, as a browser has them: signs in, finds an order, reads its story, decides on what waits, changes
// the language. Reads one JSON object of what there is to find; prints one of what was seen.
import { chromium } from 'playwright-core';
import { mkdirSync, readFileSync } from 'node:fs';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { browser: executablePath, url, key, tenantKey, numbers, orderId, shots } = JSON.parse(input);
mkdirSync(shots, { recursive: true });
const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

// Containers have no user namespaces for the sandbox; the page is ours and it asks nobody else.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const seen = { said: [], asked: [], inaccessible: [], findings: [], views: {} };
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', error => seen.said.push(String(error)));
  page.on('request', request => seen.asked.push(request.url()));
  await page.addInitScript(() => {
    window.broken = [];
    document.addEventListener('securitypolicyviolation', event => window.broken.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });

  // A cold browser: what comes over the wire until today's figures stand there.
  const wire = await context.newCDPSession(page);
  await wire.send('Network.enable');
  let bytes = 0;
  wire.on('Network.loadingFinished', event => { bytes += event.encodedDataLength; });
  await page.goto(url);
  await page.waitForSelector('#key');
  await shot('sign-in');
  await accessible('sign-in');

  await page.fill('#key', 'no-such-key-of-anybody');
  await page.click('button[type=submit]');
  seen.wrongKey = await page.textContent('.wrong:not(:empty)');
  await signIn();
  seen.landed = await page.textContent('h1');
  seen.keyInUrl = page.url().includes(key) || page.url().includes(tenantKey);
  await page.waitForSelector('.tile');
  seen.bytes = bytes;
  await look('today', '.tile');

  // By each number to the order's story.
  seen.found = {};
  for (const [kind, number] of Object.entries(numbers)) {
    await page.keyboard.press('Escape');
    await page.locator('main').focus();
    await page.keyboard.press('/');
    await page.keyboard.type(number);
    await page.keyboard.press('Enter');
    await page.waitForFunction(id => decodeURIComponent(location.hash) === `#/order/${id}`, orderId);
    await page.waitForSelector('#timeline li');
    seen.found[kind] = await page.textContent('h1');
    await page.evaluate(() => { location.hash = '#/letters'; });
    await page.waitForSelector('.view.letters h1');
  }
  await page.evaluate(id => { location.hash = `#/order/${encodeURIComponent(id)}`; }, orderId);
  await page.waitForSelector('#timeline li');
  seen.timeline = await page.locator('#timeline strong').allTextContents();
  seen.order = await page.textContent('main');
  await page.click('#why');
  seen.why = await page.textContent('.why .lead');
  seen.findings = await page.locator('.why li').allTextContents();
  await look('order', '.why .lead');
  seen.scripts = await page.evaluate(() => [typeof window.ran, document.querySelectorAll('main script, main img').length]);

  // What waits, worked by keyboard.
  await page.keyboard.press('Escape');
  await page.locator('main').focus();
  await page.keyboard.press('2');
  await page.waitForSelector('.view.quarantine .item');
  await look('quarantine', '.item');
  await page.locator('.item').first().focus();
  await page.keyboard.press('d');
  await decide('seen, and nothing to do', 'Ann', 'quarantine-dialog');
  await page.waitForSelector('.view.quarantine .none');

  await page.locator('main').focus();
  await page.keyboard.press('3');
  await page.waitForSelector('.view.approvals .item');
  seen.beside = await page.locator('.item').first().locator('h3').allTextContents();
  await look('approvals', '.item');
  const [pack] = await Promise.all([page.waitForEvent('download'), page.locator('.item').first().press('e')]);
  seen.pack = [pack.suggestedFilename(), readFileSync(await pack.path()).subarray(0, 2).toString('latin1')];
  await page.locator('.item').first().focus();
  await page.keyboard.press('a');
  await decide('the bill tells it twice', 'Ann', 'approval-dialog');

  await page.locator('main').focus();
  await page.keyboard.press('5');
  await page.waitForSelector('.heat tbody a');
  await page.click('.heat tbody a');
  await page.waitForSelector('.heat tr.chosen');
  await page.waitForFunction(() => document.querySelector('.view.days .item .chip')?.textContent === 'Repaired');
  seen.hot = await page.locator('.heat td[class^=heat-]:not(.heat-0)').count();
  await look('days', '.item');
  await page.evaluate(() => { location.hash = '#/letters'; });
  await look('letters', '.view.letters .none, .view.letters .item');

  await page.click('#language');
  await page.waitForFunction(() => document.documentElement.lang === 'zh-CN');
  await page.evaluate(id => { location.hash = `#/order/${encodeURIComponent(id)}`; }, orderId);
  await page.waitForSelector('#timeline li');
  await page.click('#why');
  seen.chinese = [await page.textContent('h1'), await page.textContent('.why .lead'), await page.textContent('nav a')];
  await look('order-zh', '.why .lead');

  seen.broken = await page.evaluate(() => window.broken);
  // The key goes with the tab: what is left in the browser's lasting storage is taste alone.
  seen.kept = await page.evaluate(() => Object.keys(localStorage).sort());
  await page.locator('.who button').last().click();
  await page.waitForSelector('#key');
  seen.keyLeft = await page.evaluate(() => sessionStorage.getItem('payfunctions.keys'));
  console.log(JSON.stringify(seen));

  async function signIn() {
    await page.fill('#key', key);
    await page.click('summary');
    await page.fill('#tenant-key', tenantKey);
    await page.click('button[type=submit]');
    await page.waitForSelector('nav');
  }

  async function decide(reason, by, name) {
    await page.waitForSelector('dialog[open]');
    await page.fill('#reason', reason);
    await page.fill('#by', by);
    await accessible(name);
    await shot(name);
    await page.click('dialog button[type=submit]');
    await page.waitForSelector('dialog', { state: 'detached' });
  }

  /** A view in light and dark, wide and narrow. */
  async function look(name, ready) {
    await page.waitForSelector(ready);
    for (const theme of ['light', 'dark']) {
      await page.evaluate(theme => { document.documentElement.dataset.theme = theme; }, theme);
      await accessible(`${name} ${theme}`);
      await shot(`${name}-${theme}`);
    }
    await page.setViewportSize({ width: 360, height: 740 });
    seen.views[name] = await page.evaluate(() => document.documentElement.scrollWidth);
    await shot(`${name}-narrow`);
    await page.setViewportSize({ width: 1280, height: 900 });
  }

  async function shot(name) {
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  }

  /** axe comes in through the debugger, which the page's policy has no say over. */
  async function accessible(where) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }));
    for (const one of violations.filter(one => ['serious', 'critical'].includes(one.impact)))
      seen.inaccessible.push(`${where}: ${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`);
  }
} catch (e) {
  // What the operator saw when it went wrong.
  for (const page of browser.contexts().flatMap(context => context.pages())) await page.screenshot({ path: `${shots}/failed.png`, fullPage: true });
  throw e;
} finally {
  await browser.close();
}
