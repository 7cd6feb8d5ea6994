// Large text and narrow windows: one column, no scrolling sideways, nothing cut off.
import { open, test } from '../harness.mjs';
import { pages } from '../pages.mjs';
import { cutOff } from './measure.mjs';

const windows = [
  // 1280 × 900 at 200 % is a window of 640 × 450.
  { name: '200 % zoom', width: 640, height: 450 },
  { name: '320 px', width: 320, height: 640 },
  { name: '390 px', width: 390, height: 844 },
];
for (const lang of ['sv', 'en']) {
  test(`zoom: 200 %, 320 px and 390 px, no page scrolls sideways or cuts anything off (${lang})`, async ({ visit, fault }) => {
    const page = await visit();
    for (const { status, ...paths } of pages) {
      await page.setViewportSize(windows[0]);
      await open(page, paths[lang], status);
      for (const { name, ...size } of windows) {
        await page.setViewportSize(size);
        for (const text of await page.evaluate(cutOff)) fault(`${paths[lang]}, ${name}: ${text}`);
      }
      if (lang === 'en') continue;
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      for (const text of await page.evaluate(cutOff)) fault(`${paths[lang]}, text at 200 % by the page: ${text}`);
    }
  });
}

test("zoom: text at 200 % by the browser's own setting, 1280 and 768 px", async ({ visit, fault }) => {
  const page = await visit('/');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  for (const { en, status } of pages) {
    await open(page, en, status);
    for (const width of [1280, 768]) {
      await page.setViewportSize({ width, height: 900 });
      for (const text of await page.evaluate(cutOff)) fault(`${en}, ${width} px: ${text}`);
    }
  }
});

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
