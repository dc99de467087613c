// An operator without a mouse: a dead letter is delivered once more, a stuck refund sent again, another one given up; each is
// asked twice, and wants a reason and a name. Reads one JSON object; prints one.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { browser: executablePath, url, key, letterOf, refundsOf, again, dropped, shots } = JSON.parse(input);
mkdirSync(shots, { recursive: true });

// Containers have no user namespaces for the sandbox; the page is ours and it asks nobody else.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
const seen = { said: [], sent: [] };
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' });
  page.setDefaultTimeout(60_000);
  page.on('pageerror', error => seen.said.push(String(error)));
  page.on('request', request => { if (request.method() === 'POST') seen.sent.push(new URL(request.url()).pathname); });
  await page.goto(url);
  await page.waitForSelector('#key');
  await page.keyboard.type(key); // The field has the focus already.
  await page.keyboard.press('Enter');
  await page.waitForSelector('nav');

  await page.locator('main').focus();
  await page.keyboard.press('4');
  const letter = page.locator('.view.letters .item', { hasText: letterOf });
  await letter.waitFor();
  seen.letter = await letter.innerText();
  await letter.focus();
  await page.keyboard.press('r');
  await page.waitForSelector('dialog[open]');
  await page.keyboard.press('Escape'); // Thought better of: nothing is sent.
  await page.waitForSelector('dialog', { state: 'detached' });
  seen.left = seen.sent.length;
  await letter.focus();
  await page.keyboard.press('r');
  await decide('their endpoint answers again', 'letter-dialog');
  await letter.waitFor({ state: 'detached' });

  await page.evaluate(id => { location.hash = `#/order/${encodeURIComponent(id)}`; }, refundsOf);
  seen.stuck = [await stateOf(again, 'Stuck'), await stateOf(dropped, 'Stuck')];
  await page.screenshot({ path: `${shots}/stuck-refunds.png`, fullPage: true });
  await press(again, 'Send again');
  await decide('the payer gave another card', 'restart-dialog');
  seen.again = await stateOf(again, 'Succeeded');
  await press(dropped, 'Give up');
  await decide('paid back in cash', 'give-up-dialog');
  seen.dropped = await stateOf(dropped, 'Closed');
  seen.buttons = await page.locator('.line button').count();
  console.log(JSON.stringify(seen));

  function line(refundId) {
    return page.locator('.line', { has: page.locator('strong', { hasText: refundId }) });
  }

  async function stateOf(refundId, state) {
    const chip = line(refundId).locator('.chip').first();
    await chip.filter({ hasText: state }).waitFor();
    return chip.textContent();
  }

  async function press(refundId, label) {
    await line(refundId).locator('button', { hasText: label }).focus();
    await page.keyboard.press('Enter');
  }

  /** By keyboard alone; without a reason it is not sent. */
  async function decide(why, name) {
    await page.waitForSelector('dialog[open]');
    const sent = seen.sent.length;
    await page.fill('#by', '');
    await page.locator('dialog button[type=submit]').press('Enter');
    seen.withoutReason = (seen.withoutReason ?? 0) + seen.sent.length - sent;
    await page.locator('#reason').focus();
    await page.keyboard.type(why);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ann');
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog', { state: 'detached' });
  }
} catch (e) {
  for (const page of browser.contexts().flatMap(context => context.pages())) await page.screenshot({ path: `${shots}/work-failed.png`, fullPage: true });
  throw e;
} finally {
  await browser.close();
}
