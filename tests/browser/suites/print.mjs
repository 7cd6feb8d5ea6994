// On paper: no navigation, dark text, and sources with their addresses.
import { expect, open, test } from '../harness.mjs';
import { pages } from '../pages.mjs';
import { onPaper } from './measure.mjs';

test('print: no page prints navigation or text that white paper swallows', async ({ visit, fault }) => {
  const page = await visit('/', { width: 794 });
  await page.emulateMedia({ media: 'print' });
  for (const { sv, en, status } of pages) {
    for (const path of [sv, en]) {
      await open(page, path, status);
      for (const text of await page.evaluate(onPaper)) fault(`${path}: ${text}`);
      if (!(await page.locator('h1').isVisible())) fault(`${path}: the heading is not printed`);
    }
  }
});

test('print: sources print their addresses', async ({ visit, fault }) => {
  const page = await visit('/kluster/agrovast', { width: 794 });
  const addresses = () =>
    page.locator('.sources-list a').evaluateAll((links) =>
      links.map((link) => {
        const printed = getComputedStyle(link, '::after').content;
        return [link.href, printed.includes(link.getAttribute('href'))];
      }),
    );
  expect(
    'on the screen they are only links',
    (await addresses()).some(([, printed]) => printed),
    false,
  );
  for (const path of [
    '/kluster/agrovast',
    '/initiativ/agtech-2030',
    '/aktiviteter/hostens-seminarieserie-2017',
    '/en/clusters/agrovast',
  ]) {
    await page.emulateMedia({ media: 'screen' });
    await open(page, path);
    await page.emulateMedia({ media: 'print' });
    const found = await addresses();
    if (found.length === 0) fault(`${path}: no sources`);
    for (const [href, printed] of found) if (!printed) fault(`${path}: not printed: ${href}`);
  }
});

test('print: a cluster and a challenge make a paper of a few pages', async ({ visit, note, fault }) => {
  const page = await visit('/kluster/agrovast');
  for (const [path, most] of [
    ['/kluster/agrovast', 8],
    ['/utmaningar/beredskap', 8],
    ['/', 6],
    ['/aktiviteter/hostens-seminarieserie-2017/affisch', 1],
    ['/en/activities/klustertraff-i-gamleby-om-kompetens-beredskap-och-vatten/poster', 1],
  ]) {
    await open(page, path);
    const paper = await page.pdf({ format: 'A4', preferCSSPageSize: true });
    const sheets = paper.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    note(`${path}: ${sheets} sheets, ${Math.round(paper.length / 1000)} kB`);
    if (sheets < 1 || sheets > most) fault(`${path}: ${sheets} sheets, at most ${most} expected`);
  }
});

test('print: a month and a week of the calendar are one sheet each, lying down', async ({ visit, fault }) => {
  const page = await visit('/kalender/2025-05');
  for (const path of ['/kalender/2025-05', '/en/calendar/2025-11', '/kalender/2025-W19', '/kalender']) {
    await open(page, path);
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = paper.match(/\/Type \/Page\b/g)?.length ?? 0;
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(paper) ?? [];
    if (sheets !== 1) fault(`${path}: ${sheets} sheets`);
    if (Number(width) <= Number(height)) fault(`${path}: ${width} × ${height}`);
    await page.emulateMedia({ media: 'print' });
    if (await page.locator('.calendar-list').first().isVisible()) fault(`${path}: the list is printed`);
    if (!(await page.locator('.almanac-table').isVisible())) fault(`${path}: the table is not printed`);
    await page.emulateMedia({ media: null });
  }
});
