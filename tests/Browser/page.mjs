// Opens a page of ours as a reader does: from a file, without a network. Reads {"browser","file"}; prints one JSON object.
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';

let input = '';
for await (const chunk of process.stdin) input += chunk;
const { browser: executablePath, file } = JSON.parse(input);

// Containers have no user namespaces for the sandbox; the page is ours and the network is off.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const context = await browser.newContext({ offline: true, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const said = [];
  const asked = [];
  page.on('console', message => said.push(message.text()));
  page.on('pageerror', error => said.push(String(error)));
  page.on('request', request => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);

  const seen = await page.evaluate(() => ({
    title: document.title,
    heading: document.querySelector('h1').textContent,
    charts: [...document.querySelectorAll('svg')].map(chart => {
      const box = chart.getBoundingClientRect();
      return { name: chart.getAttribute('aria-label'), width: box.width, height: box.height, bars: chart.querySelectorAll('rect').length };
    }),
    tileBorder: getComputedStyle(document.querySelector('.tile')).borderTopStyle,
    differences: [...document.querySelectorAll('td:nth-child(2)')].map(cell => cell.textContent),
    scripts: document.scripts.length,
    ran: typeof window.ran,
  }));
  await page.setViewportSize({ width: 400, height: 800 });
  const narrow = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const quiet = said.length;

  // The page's own policy has to stop what an escape forgotten would let in: a script, a picture, a style.
  const blocked = await page.evaluate(async () => {
    const violated = new Set();
    const all = new Promise(resolve => document.addEventListener('securitypolicyviolation', event => {
      violated.add(event.effectiveDirective);
      if (violated.size === 3) resolve();
    }));
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    document.body.append(script);
    const picture = document.createElement('img');
    picture.src = 'https://example.invalid/spy.png';
    document.body.append(picture);
    document.body.insertAdjacentHTML('beforeend', '<p style="color:red">x</p>');
    await Promise.race([all, new Promise(resolve => setTimeout(resolve, 10_000))]); // A deadline: what was not stopped by then was let in.
    return { violated: [...violated].sort(), ran: typeof window.ran };
  });

  console.log(JSON.stringify({ ...seen, narrow, quiet, said: said.slice(0, quiet), asked, blocked, version: browser.version() }));
} finally {
  await browser.close();
}
