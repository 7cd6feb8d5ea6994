// Keyboard only: the way in, the menu, the form, and where the focus is.
import { at, expect, test } from '../harness.mjs';

/** Tab stops that are followed. */
const STOPS = 30;

const focused = (page) =>
  page.evaluate(async () => {
    // Where the focus leads to is there in the next frame.
    await new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(done));
    });
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const said = element.getAttribute('aria-label') ?? element.textContent;
    return {
      name: `${element.tagName.toLowerCase()}${element.id && `#${element.id}`} "${said.trim().slice(0, 40)}"`,
      tag: element.tagName,
      id: element.id,
      box: { x: box.x, y: box.y, width: box.width, height: box.height },
      inside: box.right > 0 && box.bottom > 0 && box.x < innerWidth && box.y < innerHeight,
      // What stands in the map has no outline: its circle shows the focus, which the pictures prove.
      ring:
        element instanceof SVGElement ||
        (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) ||
        style.boxShadow !== 'none',
    };
  });

test('keyboard: the skip link comes first, is seen, and leads to the content', async ({ visit }) => {
  const page = await visit('/', { width: 390 });
  await page.keyboard.press('Tab');
  const { name, inside, box } = await focused(page);
  expect('the first stop', name, /Hoppa till innehållet/);
  expect('it is seen', inside && box.y >= 0, true);
  await page.keyboard.press('Enter');
  expect('the focus', (await focused(page)).id, 'innehall');
  await page.keyboard.press('Tab');
  const inMain = await page.evaluate(() => document.activeElement.closest('main') !== null);
  expect('the next stop is in the content', inMain, true);
});

test('keyboard: the menu on a phone opens, closes and leads', async ({ visit }) => {
  const page = await visit('/', { width: 390 });
  const menu = page.locator('#meny');
  const tabTo = async (wanted) => {
    for (let stop = 0; stop < STOPS; stop += 1) {
      await page.keyboard.press('Tab');
      if ((await focused(page)).name.includes(wanted)) return;
    }
    throw new Error(`"${wanted}" is not among the first ${STOPS} tab stops`);
  };
  expect('the menu is closed', await menu.isVisible(), false);
  await tabTo('Meny');
  await page.keyboard.press('Enter');
  expect('Enter opens it', await menu.isVisible(), true);
  await page.keyboard.press('Tab');
  expect('the next stop is in it', await page.evaluate(() => document.activeElement.closest('#meny') !== null), true);
  await page.keyboard.press('Escape');
  expect('Escape closes it', await menu.isVisible(), false);
  expect('the focus is back on the button', (await focused(page)).name, /Meny/);
  await page.keyboard.press('Space');
  expect('Space opens it', await menu.isVisible(), true);
  await tabTo('Stäng');
  await page.keyboard.press('Enter');
  expect('its own button closes it', await menu.isVisible(), false);
  await page.keyboard.press('Enter');
  await tabTo('Aktiviteter');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/aktiviteter');
});

test('keyboard: the form finds a cluster', async ({ visit }) => {
  const page = await visit('/', { width: 390 });
  for (let stop = 0; stop < STOPS && (await focused(page)).id !== 'near'; stop += 1) await page.keyboard.press('Tab');
  expect('the field has the focus', (await focused(page)).id, 'near');
  await page.keyboard.type('Gamleby');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/kluster?near=Gamleby');
  expect('where it leads', at(page), '/kluster?near=Gamleby');
});

const watched = [
  ['/', 390],
  ['/', 1280],
  ['/kluster?near=Gamleby', 1280],
  ['/kluster/agrovast', 390],
  ['/utmaningar/beredskap', 1280],
  ['/en/organisations', 390],
];
for (const [path, width] of watched) {
  for (const scheme of ['light', 'dark']) {
    if (scheme === 'dark' && path !== '/') continue;
    test(`keyboard: the focus is seen at the first ${STOPS} stops of ${path}, ${width} px, ${scheme}`, async ({
      visit,
      fault,
    }) => {
      const page = await visit(path, { width, scheme });
      const seen = new Set();
      for (let stop = 1; stop <= STOPS; stop += 1) {
        await page.keyboard.press('Tab');
        const now = await focused(page);
        if (now.tag === 'BODY') {
          fault(`stop ${stop}: the focus is lost`);
          break;
        }
        seen.add(now.name);
        if (!now.ring) fault(`stop ${stop}, ${now.name}: neither outline nor shadow`);
        if (!now.inside) fault(`stop ${stop}, ${now.name}: not on the screen`);
        else if (!(await looksFocused(page, now.box))) {
          fault(`stop ${stop}, ${now.name}: looks the same without the focus`);
        }
      }
      if (seen.size < STOPS / 2) fault(`only ${seen.size} different stops`);
    });
  }
}

/** Whether the picture around an element changes when it loses the focus. */
async function looksFocused(page, box) {
  const margin = 10;
  const { width, height } = page.viewportSize();
  const [x, y] = [Math.max(0, box.x - margin), Math.max(0, box.y - margin)];
  const clip = {
    x,
    y,
    width: Math.max(1, Math.min(width, box.x + box.width + margin) - x),
    height: Math.max(1, Math.min(height, box.y + box.height + margin) - y),
  };
  const withFocus = await page.screenshot({ clip });
  await page.evaluate(() => {
    window.hadFocus = document.activeElement;
    document.activeElement.blur();
  });
  const without = await page.screenshot({ clip });
  await page.evaluate(() => window.hadFocus.focus({ preventScroll: true, focusVisible: true }));
  return !withFocus.equals(without);
}
