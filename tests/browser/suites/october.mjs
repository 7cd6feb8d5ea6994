// On a day in October 2025, when the sample has something to come: run against a site whose clock says so.
import { at, expect, test } from '../harness.mjs';

test('in October: what happens next month, by the calendar', async ({ visit, fault }) => {
  const page = await visit('/', { width: 390, touch: true });
  await page.getByRole('button', { name: 'Meny' }).tap();
  await page.locator('#meny').getByRole('link', { name: 'Kalender' }).tap();
  await page.waitForURL('**/kalender');
  expect('this month', await page.locator('h1').innerText(), /oktober 2025/i);
  await page.getByRole('link', { name: /november/i }).first().tap();
  await page.waitForURL('**/kalender/2025-11');
  const titles = page.locator('.calendar-list .row-title a');
  const names = await titles.allInnerTexts();
  expect('what there is', names.length, 3);
  const places = names.map((name) => /(Vänersborg|Vara|Moholm)/.exec(name)?.[1]);
  if (places.includes(undefined)) fault(`not what was expected: ${names.join(', ')}`);
  await titles.first().tap();
  await page.waitForURL('**/aktiviteter/*');
  expect('the activity', await page.locator('h1').innerText(), names[0]);
  await page.goBack();
  expect('back in the month', at(page), '/kalender/2025-11');
});

test('in October: what is to come stands first in the list and on the first page', async ({ visit }) => {
  const page = await visit('/aktiviteter');
  const upcoming = page.locator('section[aria-labelledby=kommande]');
  const titles = await upcoming.locator('.row-title').allInnerTexts();
  expect('what is to come', titles.filter((title) => /^Kompetensträff/.test(title)).length, 3);
  await page.getByRole('radio', { name: /^Kommande/ }).check();
  await page.locator('#filter').getByRole('button', { name: 'Visa' }).click();
  await page.waitForURL(/period=upcoming/);
  expect('only that', await page.locator('.dates .row-title').allInnerTexts(), titles);
  await page.locator('.brand').click();
  await page.waitForURL('**/');
  expect('on the first page', await page.locator('main').innerText(), /biologisk mångfald/);
});
