// The rooms as people walk through them: themes, map, numbers, paper, and large letters.
import { at, expect, open, test } from '../harness.mjs';
import { ask } from '../http.mjs';
import { number } from './finding.mjs';
import { cutOff } from './measure.mjs';

/** Counts that are followed to what was counted. */
const MOST_FOLLOWED = 60;

test('rooms: in English, from a theme to one of its initiatives', async ({ visit }) => {
  const page = await visit('/en/');
  await page.locator('#meny').getByRole('link', { name: 'Themes' }).click();
  await page.waitForURL('**/en/themes');
  await page.getByRole('main').getByRole('link', { name: /^Water\b/ }).click();
  await page.waitForURL('**/en/themes/vatten');
  expect('the theme', await page.locator('h1').innerText(), 'Water');
  const initiative = page.locator('section[aria-labelledby=initiativ] .row-title a').first();
  const title = await initiative.innerText();
  await initiative.click();
  await page.waitForURL('**/en/initiatives/*');
  expect('the initiative', await page.locator('h1').innerText(), title);
  expect('html lang', await page.locator('html').getAttribute('lang'), 'en');
  expect('it has the theme', await page.locator('main a[href="/en/themes/vatten"]').count() > 0, true);
});

test('rooms: the map by keyboard, the page of a mark, and back to the same part', async ({ visit }) => {
  const page = await visit('/karta');
  await page.locator('.room-frame > .map').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowDown');
  await page.waitForURL('**/karta?bbox=*');
  await page.waitForTimeout(800);
  const part = at(page);
  const label = () => page.evaluate(() => [document.activeElement.getAttribute('class'), document.activeElement.getAttribute('href')]);
  let href = '';
  for (let stop = 0; stop < 40 && !href; stop += 1) {
    await page.keyboard.press('Tab');
    const [name, to] = await label();
    if (name?.includes('pin') && to?.startsWith('/kluster/')) href = to;
  }
  expect('a mark is reached', href, /^\/kluster\//);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${href}`);
  expect('a page', await page.locator('h1').isVisible(), true);
  await page.goBack();
  await page.waitForURL('**/karta?bbox=*');
  expect('the same part', at(page), part);
  await page.locator(`.pin[href="${href}"]`).waitFor();
});

test('rooms: from a number to what was counted, and the counts agree', async ({ visit, fault, note }) => {
  const page = await visit('/siffror');
  const year = page.locator('.year-number[href]').last();
  const said = number(await year.innerText());
  await year.click();
  await page.waitForURL('**/aktiviteter?from=*');
  expect('as many as the number said', number(await page.locator('.listing-head > .count').innerText()), said);
  expect('they are there', await page.locator('.dates .row-title').count(), said);
  await page.goBack();
  const figures = await page.locator('main :is(.figure-link, .year-number)[href]').evaluateAll((links) => links.map((link) => [link.getAttribute('href'), link.firstChild.textContent.replace(/\s/g, '')]));
  const once = [...new Map(figures)];
  const step = Math.max(1, Math.ceil(once.length / MOST_FOLLOWED));
  const followed = once.filter((_, place) => place % step === 0);
  for (const [href, figure] of followed) {
    const { body } = await ask(href);
    const [, words] = /class="count" role="status">([^<]*)/.exec(body) ?? [];
    if (!words) continue;
    if (String(number(words)) !== figure) fault(`${href}: ${figure} in the numbers, "${words}" in the list`);
  }
  note(`${followed.length} of ${once.length} numbers followed`);
});

/** Sheets and size of a page on paper. */
async function paper(page) {
  const text = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(text) ?? [];
  return { sheets: text.match(/\/Type \/Page\b/g)?.length ?? 0, lying: Number(width) > Number(height) };
}

test('rooms: a month, a poster and a list on paper', async ({ visit }) => {
  const page = await visit('/kalender');
  await page.locator('.calendar-jump').getByRole('combobox').selectOption('11');
  await page.getByRole('spinbutton').fill('2025');
  await page.locator('.calendar-jump').getByRole('button').click();
  await page.waitForURL('**/kalender/2025-11');
  expect('a month is one sheet, lying', await paper(page), { sheets: 1, lying: true });
  await page.locator('.calendar-list .row-title a').first().click();
  await page.waitForURL('**/aktiviteter/*');
  await page.getByRole('link', { name: /affisch/i }).click();
  await page.waitForURL('**/affisch');
  expect('a poster is one sheet, standing', await paper(page), { sheets: 1, lying: false });
  await open(page, '/aktiviteter?theme=vatten');
  await page.emulateMedia({ media: 'print' });
  for (const width of [794, 1123]) {
    await page.setViewportSize({ width, height: 900 });
    for (const away of ['#filter', '.filter-open', '.switch', '.site-footer']) {
      expect(`${away}, ${width} px`, await page.locator(away).isVisible(), false);
    }
    expect('the list is there', await page.locator('.dates .row-title').first().isVisible(), true);
    expect('what is chosen is there', await page.locator('.chip.is-chosen').first().isVisible(), true);
  }
});

for (const [name, size] of [
  ['200 % zoom', { width: 640, height: 450 }],
  ['320 px', { width: 320, height: 640 }],
]) {
  test(`rooms: search, list, calendar and map at ${name}, with all that opens`, async ({ visit, fault }) => {
    const page = await visit('/sok', size);
    const check = async (what) => {
      for (const text of await page.evaluate(cutOff)) fault(`${what}: ${text}`);
    };
    await page.locator('#q').pressSequentially('biologisk');
    await page.getByRole('option').first().waitFor();
    await check('suggestions');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/sok?q=biologisk');
    await check('hits');
    for (const path of ['/sok?q=vatten', '/aktiviteter?theme=vatten&county=09', '/kluster', '/initiativ', '/karta', '/kalender/2025-11']) {
      await open(page, path);
      await check(path);
      const filter = page.getByRole('button', { name: 'Filtrera' });
      if ((await filter.count()) === 0) continue;
      await filter.click();
      await page.locator('#filter').waitFor();
      for (const more of await page.locator('#filter summary').all()) await more.click();
      await check(`${path}, the open filter`);
      await page.locator('#filter').getByRole('button', { name: 'Stäng' }).click();
      if (await page.locator('#filter').isVisible()) fault(`${path}: the filter does not close`);
    }
  });
}
