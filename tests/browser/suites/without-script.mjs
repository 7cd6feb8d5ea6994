// Script off: everything is there, and nothing is there that would need it.
import { at, expect, open, test } from '../harness.mjs';
import { pages } from '../pages.mjs';

const text = (page) =>
  page
    .locator('body')
    .innerText()
    .then((all) => all.replace(/\s+/g, ' ').trim());

for (const lang of ['sv', 'en']) {
  test(`without script: every page is readable, and nothing that needs script is seen (${lang})`, async ({
    visit,
    fault,
  }) => {
    const [page, scripted] = [await visit('/', { script: false }), await visit('/')];
    for (const { status, ...paths } of pages) {
      const path = paths[lang];
      await open(page, path, status);
      if (!(await page.locator('h1').isVisible())) fault(`${path}: no heading is seen`);
      const main = await page.locator('main').innerText();
      if (main.length < 100) fault(`${path}: only ${main.length} characters are seen`);
      const idle = await page
        .locator(
          'button:visible:not([type=submit]):not([popovertarget]), [data-near-me]:visible, .needs-script:visible',
        )
        .allInnerTexts();
      if (idle.length > 0) fault(`${path}: seen, but does nothing: ${idle.join(', ')}`);
      const empty = await page.locator('[onclick], a[href="#"], a[href^="javascript:"]').count();
      if (empty > 0) fault(`${path}: ${empty} elements that would need script`);
      if (lang === 'en') continue;
      await open(scripted, path, status);
      const [one, other] = [
        await text(page),
        (await text(scripted)).replace(/Nära mig |Använd min plats |Skriv ut |Kopiera (?!som)/g, ''),
      ];
      if (one !== other) {
        fault(`${path}: "…${difference(one, other)}…" without script, "…${difference(other, one)}…" with`);
      }
    }
  });
}

const difference = (one, other) => {
  const start = [...one].findIndex((letter, place) => letter !== other[place]);
  return one.slice(Math.max(0, start - 15), start + 25);
};

test('without script: the menu works on a phone', async ({ visit }) => {
  const page = await visit('/', { width: 390, script: false, touch: true });
  const menu = page.locator('#meny');
  expect('closed', await menu.isVisible(), false);
  await page.getByRole('button', { name: 'Meny' }).tap();
  expect('open', await menu.isVisible(), true);
  await menu.getByRole('button', { name: 'Stäng' }).tap();
  expect('closed again', await menu.isVisible(), false);
  await page.getByRole('button', { name: 'Meny' }).tap();
  await menu.getByRole('link', { name: 'Utmaningar' }).tap();
  await page.waitForURL('**/utmaningar');
});

test('without script: a place with å ä ö, and one that does not exist', async ({ visit }) => {
  const page = await visit('/en/', { script: false });
  await page.locator('#near').fill('Örebro');
  await page.locator('form.find [type=submit]').click();
  await page.waitForURL('**/en/clusters?near=*');
  expect('where it leads', at(page), '/en/clusters?near=%C3%96rebro');
  expect('the nearest', await page.locator('.nearest').innerText(), /Örebro/);
  page.expected.set(new URL('/en/clusters?near=Gammleby', page.url()).href, 400);
  await page.locator('#near').fill('Gammleby');
  await page.locator('form.find [type=submit]').click();
  await page.waitForURL('**/en/clusters?near=Gammleby');
  expect('what may have been meant', await page.locator('main a:not(form a)').first().innerText(), 'Gamleby');
});
