// What a first visit costs on the wire, compressed, headers and fonts included, with nothing cached.
import { open, test } from '../harness.mjs';
import { ask } from '../http.mjs';
import { pages } from '../pages.mjs';

/** All of the home page. */
const HOME_BYTES = 100_000;
/** Any other page, beyond the shared fonts and style sheet. */
const PAGE_BYTES = 60_000;
/** Our own script, on any page. */
const SCRIPT_BYTES = 20_000;

const kinds = ['Document', 'Stylesheet', 'Font', 'Script', 'Other'];

for (const lang of ['sv', 'en']) {
  test(`weights: every page is light on a first visit (${lang})`, async ({ visit, fault, note }) => {
    const rows = [];
    const page = await visit();
    const network = await page.context().newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.setCacheDisabled', { cacheDisabled: true });
    for (const { name, status, ...paths } of pages) {
      const path = paths[lang];
      const bytes = await weigh(page, network, path, status);
      const total = kinds.reduce((sum, kind) => sum + bytes[kind], 0);
      const beyond = total - bytes.Stylesheet - bytes.Font;
      rows.push([path, ...kinds.map((kind) => bytes[kind]), total, beyond]);
      if (name === 'home' && total > HOME_BYTES) fault(`${path}: ${total} bytes in all, at most ${HOME_BYTES}`);
      if (name !== 'home' && beyond > PAGE_BYTES) {
        fault(`${path}: ${beyond} bytes beyond fonts and style sheet, at most ${PAGE_BYTES}`);
      }
      if (bytes.Script > SCRIPT_BYTES) fault(`${path}: ${bytes.Script} bytes of script, at most ${SCRIPT_BYTES}`);
      if (bytes.Document === 0 || bytes.Stylesheet === 0 || bytes.Font === 0) {
        fault(`${path}: not everything was measured`);
      }
    }
    const head = ['page', 'document', 'style', 'fonts', 'script', 'pictures', 'in all', 'beyond shared'];
    const width = Math.max(...rows.map(([path]) => path.length));
    for (const [path, ...numbers] of [head, ...rows]) {
      note([path.padEnd(width), ...numbers.map((number) => String(number).padStart(13))].join(' '));
    }
  });
}

/** Bytes by kind of what a page loads, with the tab's icon, for which a headless browser asks only at times. */
async function weigh(page, network, path, status) {
  const bytes = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  const loading = new Map();
  network.removeAllListeners();
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (!request.url.includes('favicon')) loading.set(requestId, 'Other');
  });
  network.on('Network.responseReceived', ({ requestId, type }) => {
    if (loading.has(requestId)) loading.set(requestId, type);
  });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!loading.has(requestId)) return;
    const kind = loading.get(requestId);
    bytes[kinds.includes(kind) ? kind : 'Other'] += encodedDataLength;
    loading.delete(requestId);
  });
  await open(page, path, status);
  await page.locator('footer').scrollIntoViewIfNeeded();
  do await page.waitForTimeout(100);
  while (loading.size > 0);
  const icon = await page.locator('link[rel=icon]').getAttribute('href');
  const { size, headers } = await ask(icon, { headers: { 'accept-encoding': 'gzip' } });
  bytes.Other += size + JSON.stringify(headers).length;
  return bytes;
}
