// What holds for each kind of page, in both languages: sound, quiet, and its own language's other half.
import { base } from '../browser.mjs';
import { expect, test } from '../harness.mjs';
import { ask } from '../http.mjs';
import { pages } from '../pages.mjs';
import { misplaced } from './language.mjs';
import { soundness, texts } from './measure.mjs';

for (const { name, status, ...paths } of pages) {
  for (const lang of ['sv', 'en']) {
    // Console, failed requests, other origins and cookies: the harness watches every visitor.
    test(`page: ${name} in ${lang} is sound`, async ({ visit, fault }) => {
      const page = await visit(paths[lang], { status });
      expect('html lang', await page.locator('html').getAttribute('lang'), lang);
      for (const text of await page.evaluate(soundness)) fault(text);
      for (const text of await misplaced(await page.evaluate(texts))) fault(text);
      if (!status) for (const text of await addresses(page, paths, lang)) fault(text);
      const language = page.locator('.language');
      const other = lang === 'sv' ? 'en' : 'sv';
      expect('the link to the other language', await language.getAttribute('hreflang'), other);
      const answer = await ask(await language.getAttribute('href'));
      const missing = status && [status, 404, 200].includes(answer.status);
      if (answer.status !== 200 && !missing) fault(`the other language answers ${answer.status}`);
      if (!answer.body.includes(`<html lang="${other}"`)) fault('the link to the other language stays in this one');
    });
  }
}

/** Faults of the canonical address and of the addresses in each language. */
async function addresses(page, paths, lang) {
  const faults = [];
  const canonical = await page
    .locator('link[rel=canonical]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  if (canonical.length !== 1 || canonical[0] !== base + paths[lang]) {
    faults.push(`canonical: ${canonical.join(', ') || 'none'}`);
  }
  const alternates = (html) =>
    [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g)].map(([, code, href]) => [
      code,
      href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'),
    ]);
  const here = alternates(await page.content().then((html) => html.replaceAll('&amp;', '&')));
  const wanted = [
    ['sv', base + paths.sv],
    ['en', base + paths.en],
  ];
  if (JSON.stringify(here) !== JSON.stringify(wanted)) faults.push(`alternates: ${JSON.stringify(here)}`);
  for (const [code, href] of here) {
    const there = await ask(new URL(href).pathname + new URL(href).search);
    if (there.status !== 200) faults.push(`hreflang ${code} answers ${there.status}`);
    if (!there.body.includes(`<html lang="${code}"`)) faults.push(`hreflang ${code} is not in that language`);
    if (JSON.stringify(alternates(there.body)) !== JSON.stringify(here)) {
      faults.push(`hreflang ${code} does not point back`);
    }
  }
  return faults;
}
