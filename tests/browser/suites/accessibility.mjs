// axe on every page, in both languages and both schemes; wide and narrow take turns, so that both layouts are audited.
import axe from 'axe-core';
import { test } from '../harness.mjs';
import { pages } from '../pages.mjs';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The pages whose filter sheet is audited open. */
const sheets = ['activities', 'activities-chosen', 'search-hits', 'map', 'clusters'];

/** Faults that axe finds on a page. */
export async function audit(page, where, fault) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }),
    tags,
  );
  for (const { id, help, nodes } of violations) {
    const shown = nodes
      .slice(0, 4)
      .map(
        (node) => `\n  ${node.target.flat().join(' ')}: ${node.failureSummary.split('\n').slice(1).join(' ').trim()}`,
      );
    fault(`${where}: ${id}, ${help}, ${nodes.length} ×${shown.join('')}`);
  }
  if (passes.length < 20) fault(`${where}: axe found only ${passes.length} rules to apply`);
}

/** Changes the scheme and waits for the frame that shows it. */
async function wear(page, media) {
  await page.emulateMedia(media);
  await page.evaluate(
    () =>
      new Promise((done) => {
        requestAnimationFrame(() => requestAnimationFrame(done));
      }),
  );
}

for (const { name, status, ...paths } of pages) {
  for (const lang of ['sv', 'en']) {
    test(`axe: ${name} in ${lang}`, async ({ visit, fault }) => {
      const page = await visit(paths[lang], { status });
      for (const colorScheme of ['light', 'dark']) {
        const width = (lang === 'sv') === (colorScheme === 'light') ? 1280 : 390;
        await page.setViewportSize({ width, height: 900 });
        await wear(page, { colorScheme });
        await audit(page, `${colorScheme}, ${width} px`, fault);
      }
    });
  }
}

test('axe: the open menu on a phone', async ({ visit, fault }) => {
  for (const scheme of ['light', 'dark']) {
    const page = await visit('/kluster', { width: 390, scheme });
    await page.getByRole('button', { name: 'Meny' }).click();
    await audit(page, scheme, fault);
  }
});

for (const lang of ['sv', 'en']) {
  const [open, search] = lang === 'sv' ? ['Filtrera', '/sok'] : ['Filter', '/en/search'];

  test(`axe: the open filter sheet on a phone (${lang})`, async ({ visit, fault }) => {
    for (const { name, ...paths } of pages.filter((one) => sheets.includes(one.name))) {
      const page = await visit(paths[lang], { width: 390 });
      await page.getByRole('button', { name: open }).click();
      await page.locator('#filter').waitFor();
      for (const colorScheme of ['light', 'dark']) {
        await wear(page, { colorScheme });
        await audit(page, `${name}, ${colorScheme}`, fault);
      }
    }
  });

  test(`axe: the open suggestions (${lang})`, async ({ visit, fault }) => {
    for (const width of [390, 1280]) {
      const page = await visit(search, { width });
      await page.locator('#q').pressSequentially('agro');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      for (const colorScheme of ['light', 'dark']) {
        await wear(page, { colorScheme });
        await audit(page, `${colorScheme}, ${width} px`, fault);
      }
    }
  });
}

test('axe: high contrast, both schemes', async ({ visit, fault }) => {
  for (const path of ['/', '/kluster/agrovast', '/en/challenges/beredskap']) {
    const page = await visit(path);
    for (const colorScheme of ['light', 'dark']) {
      await wear(page, { colorScheme, contrast: 'more' });
      await audit(page, `${path}, ${colorScheme}`, fault);
    }
  }
});

test('forced colours: three pages load, and the leaves and links are seen', async ({ visit, fault }) => {
  for (const path of ['/', '/kluster?near=Gamleby', '/en/challenges/beredskap']) {
    const page = await visit(path, { forcedColors: 'active' });
    if (!(await page.evaluate(() => matchMedia('(forced-colors: active)').matches))) fault(`${path}: not forced`);
    if (!(await page.locator('h1').isVisible())) fault(`${path}: no heading is seen`);
  }
});
