// The map room: by keyboard, by pointer, by fingers, and without any script.
import { at, expect, test } from '../harness.mjs';

const land = (page) => page.locator('.room-land').getAttribute('viewBox');
const width = async (page) => Number((await land(page)).split(' ')[2]);
/** Waits until the map has come to rest and the address is that of the view. */
async function rest(page) {
  let [before, now] = [null, ''];
  while (before !== now) {
    before = now;
    await page.waitForTimeout(500);
    now = `${await land(page)} ${at(page)}`;
  }
}

test('map: plus, arrows and zero move it, and the address says where', async ({ visit }) => {
  const page = await visit('/karta');
  const map = page.locator('.room-frame > .map');
  await map.focus();
  await page.keyboard.press('+');
  await rest(page);
  expect('twice as close', await width(page), 195);
  expect('the address', at(page), /^\/karta\?bbox=[\d.]+,[\d.]+,[\d.]+,[\d.]+$/);
  const before = await land(page);
  await page.keyboard.press('ArrowDown');
  await rest(page);
  expect('it has moved south', Number((await land(page)).split(' ')[1]) > Number(before.split(' ')[1]), true);
  await page.keyboard.press('+');
  await rest(page);
  expect('the borders of municipalities are there', await page.locator('.room-borders').count(), 1);
  const here = at(page);
  const names = await page.locator('.pin').evaluateAll((pins) => pins.map((pin) => pin.ariaLabel));
  expect('there are marks', names.length > 2 && names.every(Boolean), true);
  expect('a way to the list of this part', await page.locator('[data-this-view]').getAttribute('href'), here);
  await page.keyboard.press('0');
  await rest(page);
  expect('the whole country', [await width(page), at(page)], [390, '/karta']);
  await page.goBack();
  expect('moving the map leaves no steps behind', at(page) !== '/karta', true);
});

test('map: steps that come fast are not lost', async ({ visit }) => {
  const page = await visit('/karta');
  await page.locator('.room-frame > .map').focus();
  for (const key of ['+', '+', 'ArrowDown']) await page.keyboard.press(key);
  await rest(page);
  expect('four times as close', await width(page), 97.5);
  await page.getByRole('link', { name: 'Zooma ut' }).dblclick();
  await rest(page);
  expect('the whole country', at(page), '/karta');
});

test('map: a shared address shows the same part', async ({ visit }) => {
  const page = await visit('/karta');
  await page.locator('.room-frame > .map').focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowDown');
  await rest(page);
  const [shown, address] = [(await land(page)).split(' ').map(Number), at(page)];
  const other = await visit(address);
  const there = (await land(other)).split(' ').map(Number);
  const off = Math.max(...shown.map((number, place) => Math.abs(number - there[place])));
  if (off > 8) throw new Error(`the part is off by ${off} units: ${shown} and ${there}`);
});

test('map: hovering shows the name and lights the row, and the row lights the mark', async ({ visit }) => {
  const page = await visit('/karta');
  const pin = page.locator('.pin[href="/kluster/agrovast"]');
  const row = page.locator('.room-rows li', { has: page.locator('a[href="/kluster/agrovast"]') });
  await pin.locator('.map-leaf').hover({ force: true });
  expect('the name', await page.locator('.room-tip').innerText(), 'Agroväst, Skara');
  expect('the row is lit', await row.getAttribute('class'), 'is-lit');
  await page.mouse.move(900, 20);
  expect('and no longer', [await row.getAttribute('class'), await page.locator('.room-tip').isVisible()], ['', false]);
  await row.hover();
  expect('the mark is lit', await pin.getAttribute('class'), /is-lit/);
  await row.getByRole('link').focus();
  expect('by focus as well', await pin.getAttribute('class'), /is-lit/);
});

test('map: focus shows the name, and stays on the mark while the map moves', async ({ visit }) => {
  const page = await visit('/karta');
  const pin = page.locator('.pin[href="/kluster/agrovast"]');
  await pin.focus();
  expect('the name', await page.locator('.room-tip').innerText(), 'Agroväst, Skara');
  await page.keyboard.press('+');
  await rest(page);
  const focused = await page.evaluate(() => document.activeElement.getAttribute('href') ?? document.activeElement.tagName);
  expect('the focus', focused, /agrovast|svg/);
});

test('map: a number comes closer when it is clicked, the page stays', async ({ visit, fault }) => {
  const page = await visit('/karta');
  const many = page.locator('.pin[aria-label^="Öjebyn med"]');
  const href = await many.getAttribute('href');
  await many.click();
  await rest(page);
  expect('the part that the link names', at(page).split('?')[0], href.split('?')[0]);
  if ((await width(page)) > 120) fault('it has not come closer');
  await page.getByRole('link', { name: 'Hela landet' }).click();
  await rest(page);
  expect('and back', await width(page), 390);
});

test('map: the wheel scrolls the page until the map is clicked', async ({ visit }) => {
  const page = await visit('/karta', { height: 600 });
  const box = await page.locator('.room-frame').boundingBox();
  await page.mouse.move(box.x + 40, box.y + 200);
  await page.mouse.wheel(0, 120);
  await rest(page);
  expect('the map stays', await width(page), 390);
  expect('the page has scrolled', await page.evaluate(() => scrollY > 50), true);
  await page.mouse.click(box.x + 40, box.y + 200);
  await page.mouse.wheel(0, -300);
  await rest(page);
  expect('now it zooms', (await width(page)) < 390, true);
});

test('map: with less motion it jumps', async ({ visit }) => {
  const page = await visit('/karta');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.locator('.room-frame > .map').focus();
  await page.keyboard.press('+');
  expect('at once', await width(page), 195);
});

test('map: two fingers move it, one scrolls the page', async ({ visit, fault }) => {
  const page = await visit('/karta', { width: 390, touch: true });
  const touch = await page.context().newCDPSession(page);
  const send = (type, points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await send('touchStart', [[150, 600], [220, 600]]);
  for (let step = 1; step <= 6; step += 1) await send('touchMove', [[150 - 10 * step, 600], [220 + 10 * step, 600]]);
  await send('touchEnd', []);
  await rest(page);
  if ((await width(page)) > 300) fault(`two fingers did not zoom: ${await width(page)}`);
  const before = await width(page);
  await send('touchStart', [[200, 700]]);
  for (let step = 1; step <= 6; step += 1) await send('touchMove', [[200, 700 - 40 * step]]);
  await send('touchEnd', []);
  await rest(page);
  expect('one finger leaves the map alone', await width(page), before);
  expect('and scrolls the page', await page.evaluate(() => scrollY > 50), true);
});

test('map: without script every mark is a link with a name, and the steps are links', async ({ visit, fault }) => {
  const page = await visit('/karta', { script: false });
  const pins = page.locator('.pin');
  if ((await pins.count()) < 20) fault(`only ${await pins.count()} marks`);
  for (const pin of await pins.all()) {
    if (!(await pin.getAttribute('href')) || !(await pin.getAttribute('aria-label'))) fault('a mark without link or name');
  }
  await page.getByRole('link', { name: 'Zooma in' }).click();
  await page.waitForURL('**/karta?bbox=*');
  await page.getByRole('link', { name: 'Hela landet' }).click();
  await page.waitForURL('**/karta');
  await page.locator('#near').fill('Skara');
  await page.locator('#within').selectOption('100');
  await page.getByRole('button', { name: 'Visa på kartan' }).click();
  await page.waitForURL('**/karta?near=Skara&within=100');
  expect('the ring', await page.locator('.room-ring').count(), 1);
  expect('the nearest', await page.locator('.room-name').first().innerText(), 'Agroväst');
});

test('map: my location is asked for on request, and keeps the distance', async ({ visit }) => {
  const page = await visit('/karta', { geolocation: { latitude: 57.896_71, longitude: 16.404_82 } });
  await page.locator('#within').selectOption('100');
  await page.getByRole('button', { name: 'Använd min plats' }).click();
  await page.waitForURL(/near=/);
  expect('the address', at(page), '/karta?near=57.90,16.40&within=100');
  expect('the nearest', await page.locator('.room-name').first().innerText(), /Gamleby/);
});
