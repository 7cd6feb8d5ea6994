// How the server answers: headers, caching, redirects.
import { expect, test } from '../harness.mjs';
import { ask } from '../http.mjs';
import { pages } from '../pages.mjs';

const home = await ask('/').catch(() => ({ body: '' }));
const style = /<link rel="stylesheet" href="([^"]+)"/.exec(home.body)?.[1] ?? '/assets/style.css';
const assets = [...new Set([...home.body.matchAll(/(?:href|src)="(\/assets\/[^"#]+)/g)].map(([, path]) => path))];

const guarded = {
  'content-security-policy': /^default-src 'none';.*style-src 'self';.*script-src 'self';.*frame-ancestors 'none'$/,
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^strict-origin-when-cross-origin$/,
  'permissions-policy': /geolocation=\(self\)/,
  'cross-origin-opener-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
  'x-request-id': /^[0-9a-f-]{36}$/,
};

test('answers: security headers on pages, errors, redirects and assets', async ({ fault }) => {
  for (const path of [
    '/',
    '/en/clusters/agrovast',
    '/finns-inte',
    '/kluster?near=Gammleby',
    '/en',
    style,
    '/assets/no.css',
    '/robots.txt',
    '/health/live',
  ]) {
    const { headers } = await ask(path);
    for (const [name, pattern] of Object.entries(guarded)) {
      if (!pattern.test(headers[name] ?? '')) fault(`${path}: ${name}: ${headers[name] ?? 'missing'}`);
    }
    if (/unsafe|\*|https?:|data:/.test(headers['content-security-policy'])) {
      fault(`${path}: a loose policy: ${headers['content-security-policy']}`);
    }
    for (const name of ['set-cookie', 'server', 'x-powered-by']) {
      if (headers[name]) fault(`${path}: ${name}: ${headers[name]}`);
    }
  }
});

test('answers: a sample is not for search engines, on any page', async ({ fault }) => {
  for (const { sv, en } of pages) {
    for (const path of [sv, en]) {
      const { headers, body } = await ask(path);
      if (headers['x-robots-tag'] !== 'noindex') fault(`${path}: x-robots-tag: ${headers['x-robots-tag']}`);
      if (!body.includes('<meta name="robots" content="noindex">')) fault(`${path}: no meta robots`);
      if (!body.includes('class="sample"')) fault(`${path}: does not say that it is a sample`);
    }
  }
});

test('answers: assets never change and are packed', async ({ fault }) => {
  expect('there are assets on the home page', assets.length >= 4, true);
  for (const path of assets) {
    const { status, headers } = await ask(path, { headers: { 'accept-encoding': 'gzip' } });
    if (status !== 200) fault(`${path}: ${status}`);
    if (!/\.[0-9a-f]{10}\.\w+$/.test(path)) fault(`${path}: no hash in the name`);
    if (headers['cache-control'] !== 'public, max-age=31536000, immutable') {
      fault(`${path}: cache-control: ${headers['cache-control']}`);
    }
    const text = /text|svg/.test(headers['content-type']);
    if (text && headers['content-encoding'] !== 'gzip') fault(`${path}: not packed`);
    if (text && headers.vary !== 'accept-encoding') fault(`${path}: vary: ${headers.vary}`);
  }
});

test('answers: what has not changed is not sent again', async ({ fault }) => {
  for (const path of ['/', '/en/clusters/agrovast', '/kluster?near=Gamleby', ...assets]) {
    const { etag } = (await ask(path)).headers;
    if (!etag) {
      fault(`${path}: no etag`);
      continue;
    }
    for (const tag of [etag, `"other", ${etag}`, '*']) {
      const again = await ask(path, { headers: { 'if-none-match': tag } });
      if (again.status !== 304 || again.size > 0) {
        fault(`${path}: ${again.status} with ${again.size} bytes for if-none-match: ${tag}`);
      } else if (again.headers.etag !== etag) fault(`${path}: 304 with another etag`);
    }
    const changed = await ask(path, { headers: { 'if-none-match': '"other"' } });
    if (changed.status !== 200) fault(`${path}: ${changed.status} for another etag`);
  }
});

test('answers: pages are packed for those who take it', async ({ fault }) => {
  for (const path of ['/', '/en/initiatives/agtech-2030']) {
    const [plain, packed, refused] = await Promise.all(
      [undefined, 'gzip, deflate, br', 'gzip;q=0'].map((takes) =>
        ask(path, { headers: takes ? { 'accept-encoding': takes } : {} }),
      ),
    );
    expect(
      'encodings',
      [plain, packed, refused].map(({ headers }) => headers['content-encoding'] ?? 'plain'),
      ['plain', 'gzip', 'plain'],
    );
    expect('the same page', packed.body === plain.body && refused.body === plain.body, true);
    for (const { headers } of [plain, packed, refused]) {
      if (!/\baccept-encoding\b/i.test(headers.vary ?? '')) fault(`${path}: vary: ${headers.vary}`);
      if (headers['cache-control'] !== 'no-cache') fault(`${path}: cache-control: ${headers['cache-control']}`);
    }
  }
});

test('answers: HEAD is GET without the body', async ({ fault }) => {
  for (const path of ['/', '/kluster/agrovast', '/finns-inte', '/kluster?near=Gammleby', '/en', style, '/robots.txt']) {
    const [get, head] = [await ask(path), await ask(path, { method: 'HEAD' })];
    if (head.status !== get.status) fault(`${path}: ${head.status} for HEAD, ${get.status} for GET`);
    if (head.size > 0) fault(`${path}: a body`);
    for (const name of ['content-type', 'etag', 'cache-control', 'location', 'content-length']) {
      if (head.headers[name] !== get.headers[name]) {
        fault(`${path}: ${name}: ${head.headers[name]} for HEAD, ${get.headers[name]} for GET`);
      }
    }
  }
});

test('answers: other spellings lead on, with their query', async ({ fault }) => {
  for (const [path, to] of [
    ['/en', '/en/'],
    ['/EN/', '/en/'],
    ['/kluster/', '/kluster'],
    ['/Kluster/Agrov%C3%A4st', '/kluster/agrovast'],
    ['/Aktiviteter', '/aktiviteter'],
    ['/kluster//agrovast', '/kluster/agrovast'],
    ['/en/Clusters/', '/en/clusters'],
  ]) {
    for (const query of ['', '?near=G%C3%B6teborg&utm_source=brev']) {
      const { status, headers } = await ask(path + query);
      if (status !== 308 || headers.location !== to + query) {
        fault(`${path}${query}: ${status} to ${headers.location}, expected 308 to ${to}${query}`);
      }
    }
  }
});

test('answers: the canonical address has only the keys that the page knows', async ({ fault }) => {
  for (const [path, wanted] of [
    ['/kluster?utm_source=brev&near=Gamleby&fbclid=x', '/kluster?near=Gamleby'],
    ['/kluster?near=', '/kluster'],
    ['/kluster/agrovast?utm_source=brev', '/kluster/agrovast'],
    ['/om?near=Gamleby', '/om'],
    ['/teman/vatten?after=agrovast', '/teman/vatten'],
  ]) {
    const { status, body } = await ask(path);
    const canonical = /<link rel="canonical" href="[a-z]+:\/\/[^/]+([^"]*)"/.exec(body)?.[1];
    if (status !== 200 || canonical !== wanted) fault(`${path}: ${status}, canonical ${canonical}, expected ${wanted}`);
  }
});

test('answers: health', async () => {
  for (const path of ['/health/live', '/health/ready']) {
    const { status, headers } = await ask(path);
    expect(path, [status, headers['cache-control']], [200, 'no-store']);
  }
});
