// A reader at the console: what the app as a whole does, as it happens, and nothing to press. Reads one JSON object; prints one.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { browser: executablePath, url, key, orderId, pay, shots } = JSON.parse(input);
mkdirSync(shots, { recursive: true });

// Containers have no user namespaces for the sandbox; the page is ours and it asks nobody else.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const seen = { said: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', error => seen.said.push(String(error)));
  await page.addInitScript(() => {
    window.broken = [];
    document.addEventListener('securitypolicyviolation', event => window.broken.push(`${event.effectiveDirective} ${event.blockedURI}`));
  });
  await page.goto(url);
  await page.fill('#key', key);
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav');
  seen.role = await page.textContent('.who .chip');

  // An order is paid while somebody looks at it; the page is not loaded again.
  await page.evaluate(id => { location.hash = `#/order/${encodeURIComponent(id)}`; }, orderId);
  await page.waitForSelector('#timeline li');
  seen.before = await page.textContent('.facts .chip');
  await page.evaluate(() => { window.same = true; });
  await fetch(pay, { method: 'POST' });
  await page.waitForFunction(() => document.querySelector('.facts .chip')?.textContent === 'Paid');
  seen.same = await page.evaluate(() => window.same === true);

  await page.keyboard.press('Escape');
  await page.locator('main').focus();
  await page.keyboard.press('1');
  await page.waitForSelector('.rates canvas');
  await page.waitForFunction(() => document.querySelectorAll('.panels table').length >= 2);
  seen.tiles = await page.locator('.tile .label').allTextContents();
  seen.providers = await page.locator('.panels table').first().locator('td').allTextContents();
  await page.screenshot({ path: `${shots}/app-today.png`, fullPage: true });
  await page.keyboard.press('2');
  await page.waitForSelector('.view.quarantine .item');
  seen.buttons = await page.locator('.item button').count();
  seen.broken = await page.evaluate(() => window.broken);
  console.log(JSON.stringify(seen));
} catch (e) {
  for (const page of browser.contexts().flatMap(context => context.pages())) await page.screenshot({ path: `${shots}/live-failed.png`, fullPage: true });
  throw e;
} finally {
  await browser.close();
}
