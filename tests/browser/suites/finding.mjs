// Finding by search and by filter, as people do it: by hand, by key, with and without script.
import { at, expect, open, test } from '../harness.mjs';

/** The number that a text begins with: "12 aktiviteter", "En aktivitet", "One hit". */
export const number = (text) => (/^(en|ett|one) /i.test(text) ? 1 : Number(/^\d+/.exec(text.replace(/\s/g, ''))?.[0] ?? Number.NaN));
const count = (page) => page.locator('.listing-head > .count').innerText();
const searchField = (page) => page.locator('#q');
const chips = (page) => page.locator('.chip.is-chosen').evaluateAll((all) => all.map((chip) => chip.lastChild.previousSibling.textContent.trim()));
const query = (page) => new URL(page.url()).searchParams;

/** Ticks a box of the filter, opening the rest of its group where it hides there. */
async function tick(page, group, name) {
  const box = page.getByRole('group', { name: group, exact: true }).getByRole('checkbox', { name: new RegExp(`^${name} ?\\d+$`), includeHidden: true });
  if (!(await box.isVisible())) await page.getByRole('group', { name: group, exact: true }).locator('summary').click();
  await box.check();
}

test('finding: water in three counties, on a phone, through the filter sheet', async ({ visit, fault }) => {
  const page = await visit('/', { width: 390, touch: true });
  await page.getByRole('button', { name: 'Meny' }).tap();
  await page.locator('#meny').getByRole('link', { name: 'Aktiviteter' }).tap();
  await page.waitForURL('**/aktiviteter');
  const all = number(await count(page));
  const sheet = page.locator('#filter');
  expect('the sheet is closed', await sheet.isVisible(), false);
  await page.getByRole('button', { name: 'Filtrera' }).tap();
  expect('the sheet is open', await sheet.isVisible(), true);
  await tick(page, 'Tema', 'Vatten');
  for (const county of ['Gotland', 'Kalmar', 'Västmanland']) await tick(page, 'Län', county);
  const show = sheet.getByRole('button', { name: 'Visa' });
  const { y, height } = await show.boundingBox();
  if (y + height > 844) fault(`the button that shows the list is ${Math.round(y)} px down, below the screen`);
  await show.tap();
  await page.waitForURL(/theme=vatten/);
  expect('the sheet is closed again', await sheet.isVisible(), false);
  expect('three counties', query(page).getAll('county').sort(), ['08', '09', '19']);
  expect('what is chosen is seen', (await chips(page)).sort(), ['Gotland', 'Kalmar', 'Vatten', 'Västmanland']);
  expect('the button says how many choices', await page.getByRole('button', { name: 'Filtrera' }).innerText(), /4$/);
  const found = number(await count(page));
  expect('fewer than all', found > 1 && found < all, true);
  expect('all of them are there', await page.locator('.dates .row-title').count(), found);
  const waters = await page.locator('.dates > li').filter({ has: page.locator('.chip', { hasText: 'Vatten' }) }).count();
  expect('each is about water', waters, found);
  await page.locator('.chip.is-chosen', { hasText: 'Gotland' }).tap();
  await page.waitForURL((url) => !url.search.includes('county=09'));
  expect('one county less', (await chips(page)).sort(), ['Kalmar', 'Vatten', 'Västmanland']);
  expect('and fewer hits', number(await count(page)) < found, true);
  await page.getByRole('link', { name: 'Rensa allt' }).first().tap();
  await page.waitForURL('**/aktiviteter');
  expect('all again', number(await count(page)), all);
});

test('finding: from a misspelt word to the page of an activity', async ({ visit }) => {
  const page = await visit('/');
  await page.getByRole('banner').getByRole('link', { name: 'Sök' }).click();
  await page.waitForURL('**/sok');
  const field = page.getByRole('combobox', { name: 'Sök efter' });
  await field.fill('kompetenstreff biologsk mångfald');
  await page.getByRole('button', { name: 'Sök', exact: true }).click();
  await page.waitForURL('**/sok?q=*');
  expect('what was made of it', await page.locator('.note-line').first().innerText(), /kompetensträff/);
  expect('the field keeps what was typed', await field.inputValue(), 'kompetenstreff biologsk mångfald');
  const hit = page.locator('.row-title a').first();
  const title = await hit.innerText();
  expect('the first hit', title, /^Kompetensträff om biologisk mångfald/);
  expect('words are marked', await page.locator('mark').count() > 0, true);
  await hit.click();
  await page.waitForURL('**/aktiviteter/kompetenstraff-*');
  expect('the page', await page.locator('h1').innerText(), title);
  await page.goBack();
  await page.waitForURL('**/sok?q=*');
  expect('back at the hits', await page.locator('.row-title a').first().innerText(), title);
});

test('finding: by keyboard only, from the header by a suggestion to a page', async ({ visit }) => {
  const page = await visit('/');
  const focused = () => page.evaluate(() => document.activeElement.getAttribute('aria-label') ?? document.activeElement.id);
  for (let stop = 0; stop < 20 && (await focused()) !== 'Sök'; stop += 1) await page.keyboard.press('Tab');
  expect('the way to the search has the focus', await focused(), 'Sök');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sok');
  await page.waitForFunction(() => document.activeElement.getAttribute('role') === 'combobox');
  await page.keyboard.type('agrov');
  const field = searchField(page);
  const options = page.getByRole('listbox', { name: 'Förslag' }).getByRole('option');
  await options.first().waitFor();
  expect('it is said to be open', await field.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const chosen = options.and(page.locator('[aria-selected=true]'));
  expect('one is chosen', await chosen.count(), 1);
  expect('and pointed to', await field.getAttribute('aria-activedescendant'), await chosen.getAttribute('id'));
  expect('it is the first', await chosen.locator('span').first().innerText(), /Agroväst/);
  await page.keyboard.press('Escape');
  expect('Escape closes the list', await options.first().isVisible(), false);
  expect('and leaves the word', await field.inputValue(), 'agrov');
  await page.keyboard.type('ä');
  await options.first().waitFor();
  await page.keyboard.press('ArrowDown');
  const name = await chosen.locator('span').first().innerText();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sok');
  expect('the page', await page.locator('h1').innerText(), name);
});

test('finding: Enter without a suggestion searches', async ({ visit }) => {
  const page = await visit('/en/search');
  await page.keyboard.type('water');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/en/search?q=water');
  expect('hits', number(await count(page)) > 3, true);
  expect('in English', await page.locator('.row-title a').first().innerText(), /water/i);
});

test('finding: without script, a filtered list, one chip less, the calendar and the map with the filter kept', async ({
  visit,
}) => {
  const page = await visit('/aktiviteter', { script: false });
  await tick(page, 'Tema', 'Vatten');
  await tick(page, 'Län', 'Gotland');
  await page.locator('#filter').getByRole('button', { name: 'Visa' }).click();
  await page.waitForURL(/theme=vatten/);
  expect('chosen', (await chips(page)).sort(), ['Gotland', 'Vatten']);
  const narrow = number(await count(page));
  await page.locator('.chip.is-chosen', { hasText: 'Gotland' }).click();
  await page.waitForURL('**/aktiviteter?theme=vatten');
  expect('more without the county', number(await count(page)) > narrow, true);
  expect('the box is still ticked', await page.getByRole('checkbox', { name: /^Vatten/ }).isChecked(), true);
  const ways = page.locator('.switch');
  await ways.getByRole('link', { name: 'Kalender' }).click();
  await page.waitForURL('**/kalender?theme=vatten');
  expect('the calendar', await ways.locator('[aria-current]').innerText(), 'Kalender');
  // Nothing is to come: the calendar says when something was, and the filter comes along.
  await page.locator('.calendar-nearest a').first().click();
  await page.waitForURL('**/kalender/*?theme=vatten');
  expect('something about water', await page.locator('.calendar-list .row-title').count() > 0, true);
  await ways.getByRole('link', { name: 'Karta' }).click();
  await page.waitForURL(/\/karta\?/);
  expect('the map', [query(page).getAll('theme'), query(page).getAll('kind')], [['vatten'], ['activity']]);
  expect('only what is about water', await page.locator('.room-name').count() > 0, true);
  expect('what is chosen is seen', await chips(page), ['Vatten']);
  await ways.getByRole('link', { name: 'Lista' }).click();
  await page.waitForURL('**/aktiviteter?theme=vatten');
});

test('finding: a misspelt place leads to the clusters near the right one', async ({ visit }) => {
  const page = await visit('/kluster', { width: 390, touch: true });
  page.expected.set(new URL('/kluster?near=Gammleby', page.url()).href, 400);
  await page.locator('#near').fill('Gammleby');
  await page.getByRole('button', { name: 'Visa närmaste' }).tap();
  await page.waitForURL('**/kluster?near=Gammleby');
  expect('what is wrong', await page.locator('.lead').innerText(), /Gammleby/);
  await page.getByRole('link', { name: 'Gamleby', exact: true }).first().tap();
  await page.waitForURL('**/kluster?near=Gamleby');
  expect('the nearest', await page.locator('.nearest h2').innerText(), 'Gamlebygymnasiet');
});

test('finding: a misspelt place keeps the rest of the filter, and can be left out', async ({ visit }) => {
  const page = await visit('/aktiviteter?theme=biologisk-mangfald');
  await page.locator('#filter').getByLabel('Ort').fill('Skarra');
  await page.getByLabel('Inom').selectOption('100');
  page.on('request', (request) => page.expected.set(request.url(), request.url().includes('Skarra') ? 400 : 200));
  await page.locator('#filter').getByRole('button', { name: 'Visa' }).click();
  await page.waitForURL(/near=Skarra/);
  const wrong = page.url();
  await page.getByRole('link', { name: 'Skara', exact: true }).click();
  await page.waitForURL(/near=Skara(&|$)/);
  expect('the filter', ['theme', 'near', 'within'].map((key) => query(page).get(key)), ['biologisk-mangfald', 'Skara', '100']);
  expect('hits', number(await count(page)) > 0, true);
  await page.goto(wrong);
  await page.getByRole('link', { name: 'Visa listan utan det' }).click();
  await page.waitForURL('**/aktiviteter?theme=biologisk-mangfald');
  expect('hits without the place', number(await count(page)) > 0, true);
});

test('finding: nothing found, and the help leads to a list with hits', async ({ visit }) => {
  const page = await visit('/aktiviteter?county=09');
  await tick(page, 'Tema', 'Vatten');
  await page.locator('#filter').getByLabel('Sök i listan').fill('skogsmaskiner');
  await page.locator('#filter').getByRole('button', { name: 'Visa' }).click();
  await page.waitForURL(/skogsmaskiner/);
  expect('nothing', number(await count(page)), 0);
  expect('it says so', await page.locator('.zero h2').innerText(), 'Inget hittades');
  const help = page.locator('.zero .ways li').first();
  expect('what to leave out', await help.innerText(), /^Utan filtret/);
  const promised = number(await help.locator('.pick-count').innerText());
  await help.getByRole('link').click();
  await page.waitForURL((url) => !url.search.includes('skogsmaskiner'));
  expect('as many as it said', number(await count(page)), promised);
  expect('they are there', await page.locator('.dates .row-title').count(), promised);
});

test('finding: a search that finds nothing says what to try', async ({ visit }) => {
  const page = await visit('/sok?q=qwertyuiop');
  expect('nothing', number(await count(page)), 0);
  expect('what to try', await page.locator('.zero').innerText(), /Prova andra ord/);
  expect('the field has the word', await searchField(page).inputValue(), 'qwertyuiop');
  await searchField(page).fill('vatten');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/sok?q=vatten');
  expect('hits', number(await count(page)) > 3, true);
});

test('finding: the language changes, the filter stays', async ({ visit }) => {
  const page = await visit('/');
  for (const [sv, en] of [
    ['/aktiviteter?theme=vatten&period=past', '/en/activities?theme=vatten&period=past'],
    ['/sok?q=agrov%C3%A4st&kind=cluster', '/en/search?q=agrov%C3%A4st&kind=cluster'],
    ['/kalender/2025-11?theme=biologisk-mangfald', '/en/calendar/2025-11?theme=biologisk-mangfald'],
    ['/karta?kind=cluster&county=14', '/en/map?kind=cluster&county=14'],
  ]) {
    await open(page, sv);
    const links = () => page.locator('main :is(.row-title, .room-row) a').evaluateAll((all) => all.map((link) => link.getAttribute('href').split('/').at(-1)).sort());
    const before = await links();
    await page.getByRole('link', { name: 'English' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/en/'));
    expect('where it leads', at(page), en);
    expect('there is something', before.length > 0, true);
    expect(`${en}: the same records`, await links(), before);
    await page.getByRole('link', { name: 'Svenska' }).click();
    await page.waitForURL((url) => !url.pathname.startsWith('/en/'));
    expect('and back', at(page), sv);
  }
});
