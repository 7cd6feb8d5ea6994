// Named tests, each with visitors of its own: a visitor is a fresh browser context that watches what the pages do.
import { availableParallelism } from 'node:os';
import { base, launch } from './browser.mjs';

/** Longest time for one test. */
const PATIENCE_MS = 240_000;
/** Longest time for one step of a page. */
const STEP_MS = 10_000;
/** Most faults of one test that are printed. */
const MOST_FAULTS = 25;
/** Tests at work at once. */
const AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));

const tests = [];
const lastTests = [];

/**
 * A test. It gets `visit(path, options)`, which gives a page (without a path: an empty one), `fault(text)` for faults
 * after which it can go on, and `note(text)` for what is to be printed below its line. It fails when it throws, when
 * it calls `fault`, or when a page that it visited complained in the console, lost a request, asked another origin or
 * set a cookie.
 */
export const test = (name, run) => tests.push({ name, run });

/** A test that is run alone, after all others. */
export const last = (name, run) => lastTests.push({ name, run });

/** Runs every test whose name contains one of the words (all without words) and prints the closing line. */
export async function runAll(words) {
  const chosen = (list) => list.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const tally = { passed: 0, failed: 0 };
  let browser;
  try {
    if (!base) throw new Error('KLOVER_URL is not set: the address of a running site');
    browser = await launch();
    const queue = chosen(tests);
    const work = async () => {
      for (let next = queue.shift(); next; next = queue.shift()) await runOne(browser, next, tally);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const next of chosen(lastTests)) await runOne(browser, next, tally);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAILED browser tests\n       ${error.message}`);
  }
  await browser?.close().catch(() => {});
  if (tally.passed + tally.failed === 0) tally.failed = 1;
  console.log(`${tally.passed} passed, ${tally.failed} failed`);
  process.exitCode = tally.failed === 0 ? 0 : 1;
}

async function runOne(browser, { name, run }, tally) {
  const started = Date.now();
  const faults = [];
  const notes = [];
  const visitors = [];
  const fault = (text) => faults.push(text);
  const visit = async (path, options = {}) => {
    const visitor = await newVisitor(browser, options);
    visitors.push(visitor);
    if (path) await open(visitor.page, path, options.status);
    return visitor.page;
  };
  let timer;
  try {
    const tooLong = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`not done after ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
    });
    await Promise.race([run({ visit, fault, note: (text) => notes.push(text) }), tooLong]);
  } catch (error) {
    fault(plain(error));
  }
  clearTimeout(timer);
  for (const { context, trouble } of visitors) {
    const cookies = await context.cookies().catch(() => []);
    faults.push(...trouble, ...cookies.map((cookie) => `cookie ${cookie.name}`));
    await context.close().catch(() => {});
  }
  tally[faults.length === 0 ? 'passed' : 'failed'] += 1;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const shown = faults.slice(0, MOST_FAULTS);
  if (faults.length > shown.length) shown.push(`… and ${faults.length - shown.length} more`);
  const lines = [...shown, ...notes].map((text) => `       ${text.replaceAll('\n', '\n       ')}`);
  console.log([`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`, ...lines].join('\n'));
}

/**
 * A fresh context with one page. Options: width, height, script, scheme, forcedColors, touch, geolocation, and origins:
 * others than the site's own that it may visit.
 */
async function newVisitor(browser, options) {
  const { width = 1280, height = width < 600 ? 844 : 900, script = true, scheme = 'light' } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    javaScriptEnabled: script,
    colorScheme: scheme,
    forcedColors: options.forcedColors ?? 'none',
    hasTouch: options.touch ?? false,
    locale: 'sv-SE',
    ...(options.geolocation && { geolocation: options.geolocation, permissions: ['geolocation'] }),
  });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  page.origins = [new URL(base).origin, ...(options.origins ?? [])];
  return { context, page, trouble: watch(page) };
}

/** Everything that a page should never do. */
function watch(page) {
  const trouble = [];
  let visits = 0;
  page.expected = new Map();
  page.on('pageerror', (error) => trouble.push(`script error: ${error.message}`));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // Chromium reports the status of an error page that we asked for.
    if (page.expected.get(message.location().url) >= 400 && message.text().includes('status of 4')) return;
    trouble.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    // Counted when the visitor sets out, not when the next page is there: what was loading is cut short in between.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) visits += 1;
    const url = new URL(request.url());
    if (!page.origins.includes(url.origin)) trouble.push(`request to another origin: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // What was still loading when the visitor moved on is cut short; so is the tab's icon when a page is printed.
    if (why === 'net::ERR_ABORTED' && (visits > 1 || /favicon/.test(request.url()))) return;
    trouble.push(`request failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    const expected = page.expected.get(response.url()) ?? 200;
    const redirected = response.status() >= 300 && response.status() < 400;
    if (response.status() !== expected && !redirected) trouble.push(`${response.status()} for ${response.url()}`);
  });
  return trouble;
}

/** Goes to an address, to wait until all is loaded and the fonts are there. */
export async function open(page, path, status = 200) {
  page.expected.set(new URL(path, base).href, status);
  const response = await page.goto(base + path);
  await page.evaluate(() => document.fonts.ready.then(() => true));
  return response;
}

/** What a page is at, without its origin. */
export const at = (page) => page.url().slice(new URL(base).origin.length);

/** Faults when a value is not what it should be. */
export function expect(what, found, wanted) {
  const same = wanted instanceof RegExp ? wanted.test(found) : JSON.stringify(found) === JSON.stringify(wanted);
  if (!same)
    throw new Error(
      `${what}: found ${JSON.stringify(found)}, expected ${wanted instanceof RegExp ? wanted : JSON.stringify(wanted)}`,
    );
}

/** An error without the colours and the call log of Playwright. */
function plain(error) {
  const text = String(error?.message ?? error).replace(/\u001b\[[0-9;]*m/g, '');
  return text.split('\nCall log:')[0].trim();
}
