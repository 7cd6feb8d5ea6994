// The network on others' pages: a small server of its own is a cluster's site, of another origin than ours. And the
// menu of formats, from which one comes there.
import { createServer } from 'node:http';
import { base } from '../browser.mjs';
import { at, expect, open, test } from '../harness.mjs';
import { ask } from '../http.mjs';
import { audit } from './accessibility.mjs';
import { cutOff } from './measure.mjs';

const calendar = `${base}/kalender?cluster=agrovast&month=2025-11`;
const list = `${base}/aktiviteter?cluster=agrovast`;
const fallback = `<a href="${list}">Agrovästs aktiviteter</a>`;
const element = `<script async src="${base}/embed.js"></script>
<klover-embed src="${calendar}" view="calendar" max="4">${fallback}</klover-embed>`;
const frame = `<iframe src="${base}/badda-in/kalender?cluster=agrovast&amp;month=2025-11&amp;accent=aa0044" title="Kalender" width="100%" height="800" style="border: 0"></iframe>`;

/** The pages of the cluster's site. */
const bodies = {
  '/element': element,
  '/map': `${element.replace('view="calendar"', 'view="map"')}`,
  '/list': `<script src="${base}/embed.js"></script>
<klover-embed src="${list}" max="3">${fallback}</klover-embed><klover-embed src="${list}" lang="en" max="2">${fallback}</klover-embed>`,
  '/elsewhere': `<script src="${base}/embed.js"></script><klover-embed src="https://example.org/kalender">${fallback}</klover-embed>`,
  '/frame': frame,
  '/plain': `<ul><li>${fallback}</li></ul>`,
};
const style = 'klover-embed { --klover-accent: #aa0044; --klover-font: monospace; --klover-radius: 0 }';

/** The cluster's site, as long as a visitor is there; with a security policy that allows ours and nothing else. */
async function host(run, policy) {
  const server = createServer(({ url }, response) => {
    if (url === '/own.css') return response.writeHead(200, { 'content-type': 'text/css' }).end(style);
    if (!bodies[url]) return response.writeHead(204).end();
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(policy && { 'content-security-policy': policy }),
    });
    return response.end(`<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Agroväst</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/own.css"></head>
<body><main><h1>Agroväst</h1>${bodies[url]}</main></body></html>`);
  });
  await new Promise((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  try {
    await run(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** What is kept in the browser by whoever. */
const kept = (page) => page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);

for (const width of [390, 1280]) {
  test(`embeds: a cluster's plain page shows its calendar, in its own colours (${width} px)`, async ({ visit, fault }) => {
    await host(async (origin) => {
      const page = await visit(undefined, { width, origins: [origin] });
      await page.goto(`${origin}/element`);
      const embed = page.locator('klover-embed');
      await embed.locator('.klover').waitFor();
      expect('the month', await embed.locator('.month-name').innerText(), 'November 2025');
      const rows = embed.locator('.row .what > a');
      expect('events are seen', (await rows.count()) >= 3, true);
      expect('they lead home', (await rows.first().getAttribute('href')).startsWith(`${base}/aktiviteter/`), true);
      const [colour, font] = await rows.first().evaluate((link) => {
        const { color, fontFamily } = getComputedStyle(link);
        return [color, fontFamily];
      });
      expect('the accent is the page’s', colour, 'rgb(170, 0, 68)');
      expect('the letters are the page’s', font, 'monospace');
      expect('the fallback is not seen', await page.getByRole('link', { name: 'Agrovästs aktiviteter' }).count(), 0);
      // Another month comes in its place; the focus stays where it was, and the page around it does not move.
      await embed.getByRole('link', { name: /^Nästa/ }).focus();
      await page.keyboard.press('Enter');
      await embed.locator('.month-name', { hasText: 'December 2025' }).waitFor();
      const focus = () => document.querySelector('klover-embed').shadowRoot.activeElement?.dataset.kloverGo;
      expect('the focus', await page.evaluate(focus), 'after');
      expect('the page', page.url(), `${origin}/element`);
      await embed.getByRole('link', { name: /^Föregående/ }).click();
      await embed.locator('.month-name', { hasText: 'November 2025' }).waitFor();
      for (const text of await page.evaluate(cutOff)) fault(text);
      expect('nothing is kept', await kept(page), ['', 0, 0]);
      await rows.first().click();
      await page.waitForURL(`${base}/aktiviteter/*`);
    });
  });
}

test('embeds: lists in two languages, and a map, under a security policy that allows us', async ({ visit, fault }) => {
  const policy = `default-src 'none'; script-src ${base}; connect-src ${base}; style-src 'self' ${base}`;
  await host(async (origin) => {
    const page = await visit(undefined, { origins: [origin] });
    await page.goto(`${origin}/list`);
    const [swedish, english] = [page.locator('klover-embed').first(), page.locator('klover-embed').last()];
    await english.locator('.klover').waitFor();
    await swedish.locator('.klover').waitFor();
    expect('Swedish', await swedish.locator('.title').innerText(), 'Aktiviteter med Agroväst');
    expect('English', await english.locator('.title').innerText(), 'Activities with Agroväst');
    expect('as many as asked for', await swedish.locator('.what').count(), 3);
    // What is asked for changes with the element.
    await page.evaluate(() => document.querySelector('klover-embed').setAttribute('max', '5'));
    await swedish.locator('.what').nth(4).waitFor();
    await page.goto(`${origin}/map`);
    await page.locator('klover-embed .map').waitFor();
    const fill = await page.locator('klover-embed .counties').evaluate((land) => getComputedStyle(land).fill);
    if (!/color\(srgb|rgb\(/.test(fill) || fill === 'rgb(0, 0, 0)') fault(`the land is ${fill}`);
    expect('marks', (await page.locator('klover-embed .pin').count()) > 0, true);
    await page.goto(`${origin}/elsewhere`);
    expect('another origin is not asked', await page.getByRole('link').innerText(), 'Agrovästs aktiviteter');
  }, policy);
});

test('embeds: in a frame, with and without script', async ({ visit }) => {
  await host(async (origin) => {
    for (const script of [true, false]) {
      const page = await visit(undefined, { width: 390, script, origins: [origin] });
      await page.goto(`${origin}/frame`);
      const inside = page.frameLocator('iframe');
      expect('events are seen', (await inside.locator('.row .what > a').count()) >= 3, true);
      const colour = await inside.locator('.what > a').first().evaluate((link) => getComputedStyle(link).color);
      expect('the colour that was chosen', colour, 'rgb(170, 0, 68)');
      await inside.getByRole('link', { name: /^Nästa/ }).click();
      await inside.locator('.month-name', { hasText: 'December 2025' }).waitFor();
      expect('the page around it stays', page.url(), `${origin}/frame`);
      await inside.getByRole('link', { name: 'Hela kalendern' }).click();
      await page.waitForURL(`${base}/kalender?cluster=agrovast`);
    }
  });
});

test('embeds: without script the links are there', async ({ visit }) => {
  await host(async (origin) => {
    for (const path of ['/element', '/plain']) {
      const page = await visit(undefined, { script: false, origins: [origin] });
      await page.goto(origin + path);
      await page.getByRole('link', { name: 'Agrovästs aktiviteter' }).click();
      await page.waitForURL(list);
      expect('the list', (await page.locator('.dates .row-title').count()) > 0, true);
    }
  });
});

test('embeds: each view alone is sound for axe, in light and dark, wide and narrow', async ({ visit, fault }) => {
  const paths = ['/badda-in/aktiviteter', '/en/embed/activities?view=map', '/badda-in/kalender?month=2025-11', '/en/embed/clusters'];
  for (const path of paths) {
    const page = await visit(path, { width: 390 });
    for (const width of [320, 900]) {
      await page.setViewportSize({ width, height: 800 });
      await audit(page, `${path}, ${width} px`, fault);
      for (const text of await page.evaluate(cutOff)) fault(`${path}, ${width} px: ${text}`);
    }
  }
});

test('subscribe: the menu opens by keyboard, keeps the filter, copies, and gives the focus back', async ({ visit }) => {
  const page = await visit('/aktiviteter?theme=vatten', { width: 390 });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const menu = page.locator('#hamta');
  const button = page.getByRole('button', { name: 'Prenumerera och hämta' });
  await button.focus();
  await page.keyboard.press('Enter');
  expect('open', await menu.isVisible(), true);
  const address = `${base}/aktiviteter.ics?theme=vatten`;
  expect('the address', await page.getByLabel('Kalenderns adress').inputValue(), address);
  const webcal = await menu.getByRole('link', { name: 'Öppna i min kalender' }).getAttribute('href');
  expect('the link', webcal, address.replace(/^https?/, 'webcal'));
  await menu.getByRole('button', { name: 'Kopiera' }).first().focus();
  await page.keyboard.press('Enter');
  await menu.getByText('Kopierat').waitFor();
  expect('on the clipboard', await page.evaluate(() => navigator.clipboard.readText()), address);
  await page.keyboard.press('Escape');
  expect('closed', await menu.isVisible(), false);
  expect('the focus is back', await button.evaluate((one) => one === document.activeElement), true);
});

test('subscribe: every address of the menus answers, in both languages', async ({ visit, fault }) => {
  for (const path of ['/aktiviteter?theme=vatten', '/en/search?q=vatten', '/karta', '/kalender/2025-11', '/en/clusters/agrovast', '/teman/vatten', '/kluster?county=05']) {
    const page = await visit(path);
    const hrefs = await page
      .locator('#hamta')
      .evaluate((menu) => [...menu.querySelectorAll('a, input')].map((one) => one.getAttribute('href') ?? one.value));
    if (hrefs.length < 5) fault(`${path}: only ${hrefs.length} addresses`);
    for (const href of hrefs) {
      const { pathname, search } = new URL(href.replace(/^webcal/, 'http'), base);
      const { status } = await ask(pathname + search);
      if (status !== 200) fault(`${path}: ${href} answers ${status}`);
    }
  }
});

test('subscribe: without script the menu opens, and the addresses are there to be copied by hand', async ({ visit }) => {
  for (const path of ['/en/activities?theme=vatten', '/en/calendar', '/en/map', '/en/clusters/agrovast']) {
    const page = await visit(path, { width: 390, script: false, touch: true });
    await page.getByRole('button', { name: 'Subscribe and download' }).tap();
    const menu = page.locator('#hamta');
    expect('open', await menu.isVisible(), true);
    expect('no button that does nothing', await menu.getByRole('button', { name: 'Copy' }).count(), 0);
    expect('the address', await page.getByLabel('The calendar’s address').inputValue(), /\.ics/);
    await menu.getByRole('button', { name: 'Close' }).tap();
    expect('closed', await menu.isVisible(), false);
  }
});

test('subscribe: the open menu is sound for axe and fits, in both schemes', async ({ visit, fault }) => {
  for (const [path, scheme] of [['/aktiviteter?theme=vatten', 'light'], ['/en/clusters/agrovast', 'dark']]) {
    for (const width of [320, 1280]) {
      const page = await visit(path, { width, scheme });
      await page.locator('.subscribe-open').click();
      for (const more of await page.locator('#hamta summary').all()) await more.click();
      await audit(page, `${path}, ${width} px`, fault);
      for (const text of await page.evaluate(cutOff)) fault(`${path}, ${width} px: ${text}`);
    }
  }
});

test('builder: what is chosen is seen at once, and the code with it', async ({ visit }) => {
  const page = await visit('/aktiviteter?theme=vatten');
  await page.getByRole('button', { name: 'Prenumerera och hämta' }).click();
  await page.locator('#hamta').getByRole('link', { name: 'Bädda in' }).click();
  await page.waitForURL('**/badda-in?of=activity&theme=vatten');
  expect('the filter came along', await page.getByRole('checkbox', { name: /^Vatten/ }).isChecked(), true);
  await page.getByRole('radio', { name: 'Karta' }).check();
  await page.locator('.builder-frame.is-map').waitFor();
  expect('the focus stays', await page.evaluate(() => document.activeElement.value), 'map');
  await page.frameLocator('.builder-frame').locator('.map').waitFor();
  await page.getByLabel('Länkar och punkter').fill('#aa0044');
  await page.getByLabel('Länkar och punkter').dispatchEvent('change');
  await page.waitForFunction(() => document.querySelector('#kod-element').value.includes('--klover-accent: #aa0044'));
  expect('the address is kept', at(page), /view=map/);
  await page.getByRole('radio', { name: 'Kluster' }).check();
  await page.waitForFunction(() => document.querySelector('#kod-element').value.includes('/kluster?'));
  expect('the frame', await page.locator('#kod-ram').inputValue(), /badda-in\/kluster\?theme=vatten&amp;view=map/);
});

test('builder: without script a button does it', async ({ visit }) => {
  const page = await visit('/en/embed', { script: false, width: 390 });
  await page.getByRole('radio', { name: 'Calendar' }).check();
  await page.getByLabel('How many').selectOption('3');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await page.waitForURL('**/en/embed?*');
  expect('the code', await page.locator('#kod-element').inputValue(), /view="calendar" max="3"/);
  await page.frameLocator('.builder-frame').locator('.month').waitFor();
  await open(page, '/en/embed?of=cluster&kind=course');
});
