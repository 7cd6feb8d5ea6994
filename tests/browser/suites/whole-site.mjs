// The whole site once, both languages: every link answers, every page is sound and light.
import { test } from '../harness.mjs';
import { askPacked } from '../http.mjs';
import { misplaced } from './language.mjs';

/** Most addresses that the site may have with the sample network. */
const MOST_ADDRESSES = 2_000;
/** Of the lists filtered in two ways or more, every so many-th is looked at: they are all of one make. */
const EVERY = 8;
/** Requests at once. */
const AT_ONCE = 6;
/** Most bytes of a page beyond fonts and style sheet. */
const MOST_BYTES = 60_000;

const decoded = (text) => text.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&#39;', "'");
const values = (html, pattern) => [...html.matchAll(pattern)].map(([, value]) => decoded(value));
const attribute = (html, name) => values(html, new RegExp(`\\s${name}="([^"]*)"`, 'g'));

test('whole site: every address answers, every page is sound', async ({ fault, note }) => {
  const from = new Map([
    ['/', 'the start'],
    ['/en/', 'the start'],
  ]);
  const queue = [...from.keys()];
  const answers = new Map();
  const add = (path, by) => {
    if (from.has(path) || skipped(path) || from.size >= MOST_ADDRESSES) return;
    from.set(path, by);
    queue.push(path);
  };
  const work = async () => {
    for (let path = queue.shift(); path; path = queue.shift()) {
      const answer = await askPacked(path);
      answers.set(path, read(answer));
      if (answer.status !== 200) fault(`${answer.status} for ${path}, linked from ${from.get(path)}`);
      for (const link of answers.get(path).links) add(link.split('#')[0], path);
    }
  };
  // A round ends when all are idle; the last answers may have brought new addresses.
  while (queue.length > 0) await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (from.size >= MOST_ADDRESSES) fault(`there are more than ${MOST_ADDRESSES} addresses`);

  const pages = [...answers.values()].filter(({ html }) => html);
  for (const page of pages) {
    for (const text of [...page.faults, ...(await misplaced(page.texts))]) fault(`${page.path}: ${text}`);
    for (const link of page.links.filter((one) => one.includes('#'))) {
      const [path, id] = link.split('#');
      const there = answers.get(path);
      if (there && !there.ids.has(id)) fault(`${page.path}: ${link} points to nothing`);
    }
  }
  const heaviest = pages
    .map((page) => ({ path: page.path, bytes: weight(page, answers) }))
    .sort((one, other) => other.bytes - one.bytes);
  for (const { path, bytes } of heaviest.filter((page) => page.bytes > MOST_BYTES)) {
    fault(`${path}: ${bytes} bytes beyond fonts and style sheet`);
  }
  const swedish = pages.filter(({ path }) => !path.startsWith('/en/')).length;
  if (swedish * 2 !== pages.length) fault(`${swedish} pages in Swedish, ${pages.length - swedish} in English`);
  note(`${answers.size} addresses, ${pages.length} pages`);
  for (const { path, bytes } of heaviest.slice(0, 5)) note(`${String(bytes).padStart(6)} bytes  ${path}`);
});

/** Whether an address is left out: the same in both languages, so that each has its counterpart. */
function skipped(path) {
  const query = path.split('?')[1] ?? '';
  const sum = [...query].reduce((all, letter) => all + letter.charCodeAt(0), 0);
  return query.includes('&') && sum % EVERY !== 0;
}

/** What an answer says about itself. */
function read({ path, body, size, headers }) {
  const html = (headers['content-type'] ?? '').startsWith('text/html');
  const found = { path, size, html, links: [], assets: [], texts: [], ids: new Set(), faults: [] };
  if (!html && !(headers['content-type'] ?? '').includes('svg')) return found;
  const ids = attribute(body, 'id');
  found.ids = new Set(ids);
  if (!html) return found;
  // The calendar goes on for three hundred years, and the map has a view for everyone: what says nofollow is not
  // followed here either.
  const followed = body.replace(/<a\s[^>]*\brel="[^"]*nofollow[^>]*>/g, '');
  const resolved = [...attribute(followed, 'href'), ...attribute(body, 'src'), ...attribute(body, 'action')]
    .map((href) => new URL(href, `http://here${path}`))
    .filter(({ host }) => host === 'here');
  found.links = [...new Set(resolved.map(({ pathname, search, hash }) => pathname + search + hash))];
  found.assets = [...new Set(resolved.map(({ pathname }) => pathname).filter((name) => name.startsWith('/assets/')))];
  const expect = (what, holds) => {
    if (!holds) found.faults.push(what);
  };
  const headings = body.match(/<h1[\s>]/g)?.length ?? 0;
  expect(`${headings} h1`, headings === 1);
  expect('an id twice', found.ids.size === ids.length);
  const lang = path.startsWith('/en/') ? 'en' : 'sv';
  expect('html lang', body.includes(`<html lang="${lang}">`));
  expect('canonical', values(body, /<link rel="canonical" href="([^"]*)"/g).length === 1);
  expect('description', values(body, /<meta name="description" content="([^"]+)"/g).length === 1);
  expect('title', /<title>[^<]{3,}<\/title>/.test(body));
  found.texts = [...body.matchAll(/<(?:p|dd|li|h1|h2|h3|summary)(?: [^>]*)?>([^<]{20,})</g)].map(([tag, text]) => ({
    lang: /\slang="([^"]*)"/.exec(tag)?.[1] ?? lang,
    text: decoded(text),
  }));
  for (const pointer of ['aria-labelledby', 'aria-describedby', 'for', 'popovertarget']) {
    for (const id of attribute(body, pointer).flatMap((list) => list.split(' '))) {
      expect(`${pointer}="${id}" points to nothing`, found.ids.has(id));
    }
  }
  return found;
}

/** Bytes of a page with all that it names, but for fonts and style sheet. */
const weight = (page, answers) =>
  page.assets
    .filter((path) => !/\.(css|woff2)$/.test(path))
    .reduce((sum, path) => sum + (answers.get(path)?.size ?? 0), page.size);
