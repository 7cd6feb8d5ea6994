// Large text and narrow windows: one column, no scrolling sideways, nothing cut off.
import { open, test } from '../harness.mjs';
import { pages } from '../pages.mjs';
import { cutOff } from './measure.mjs';

const windows = [
  // 1280 × 900 at 200 % is a window of 640 × 450.
  { name: '200 % zoom', width: 640, height: 450 },
  { name: '320 px', width: 320, height: 640 },
  { name: '390 px', width: 390 },
];
for (const { name, ...size } of windows) {
  test(`zoom: ${name}, no page scrolls sideways or cuts anything off`, async ({ visit, fault }) => {
    const page = await visit('/', size);
    for (const { sv, en, status } of pages) {
      for (const path of [sv, en]) {
        await open(page, path, status);
        for (const text of await page.evaluate(cutOff)) fault(`${path}: ${text}`);
      }
    }
  });
}

test('zoom: text at 200 % by the page, 1280 px', async ({ visit, fault }) => {
  const page = await visit('/');
  for (const { sv, status } of pages) {
    await open(page, sv, status);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    for (const text of await page.evaluate(cutOff)) fault(`${sv}: ${text}`);
  }
});

for (const width of [1280, 768]) {
  test(`zoom: text at 200 % by the browser's own setting, ${width} px`, async ({ visit, fault }) => {
    const page = await visit('/', { width });
    const browser = await page.context().newCDPSession(page);
    await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    for (const { en, status } of pages) {
      await open(page, en, status);
      for (const text of await page.evaluate(cutOff)) fault(`${en}: ${text}`);
    }
  });
}

test('zoom: the open menu fits at 320 px and at 200 %', async ({ visit, fault }) => {
  for (const size of [
    { width: 320, height: 480 },
    { width: 640, height: 450 },
  ]) {
    const page = await visit('/en/', size);
    await page.getByRole('button', { name: 'Menu' }).click();
    for (const text of await page.evaluate(cutOff)) fault(`${size.width} px: ${text}`);
    const last = page.locator('#meny .nav-link').last();
    await last.scrollIntoViewIfNeeded();
    await last.click();
    await page.waitForURL('**/en/challenges');
  }
});
