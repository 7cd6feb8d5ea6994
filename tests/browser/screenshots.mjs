// Takes a picture of every page: `screenshots.mjs FOLDER [--all] [--only NAME]`.
// Without --all: the first screen of the few that the README and docs show. With it: 390 and 1280 px, light and dark, both languages.
import { mkdirSync } from 'node:fs';
import { base, launch } from './browser.mjs';
import { pages } from './pages.mjs';

const [folder, ...rest] = process.argv.slice(2);
const all = rest.includes('--all');
const only = rest.includes('--only') ? rest[rest.indexOf('--only') + 1].split(',') : null;
const shown = ['home', 'cluster', 'activities', 'challenge'];
mkdirSync(folder, { recursive: true });

const browser = await launch();
for (const colorScheme of ['light', 'dark']) {
  for (const width of [390, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 900 }, colorScheme });
    const tab = await context.newPage();
    for (const page of pages) {
      if (only ? !only.includes(page.name) : !all && !shown.includes(page.name)) continue;
      for (const lang of all ? ['sv', 'en'] : ['sv']) {
        if (!all && !only && width === 390 && colorScheme === 'dark') continue;
        await tab.goto(base + page[lang]);
        await tab.evaluate(() => document.fonts.ready);
        const file = `${folder}/${page.name}-${width}-${colorScheme}${lang === 'en' ? '-en' : ''}.png`;
        await tab.screenshot({ path: file, fullPage: all });
        console.log(file);
      }
    }
    await context.close();
  }
}
await browser.close();
