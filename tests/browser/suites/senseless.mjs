// Addresses and methods that make no sense: each gets a page with a way back.
import { test } from '../harness.mjs';
import { ask } from '../http.mjs';

const long = 'x'.repeat(9_000);
const senseless = [
  '/%ff',
  '/%zz',
  '/%',
  '/en/%ff',
  '/kluster/%ff',
  '/kluster?near=%ff',
  '/kluster?near=%00',
  '/kluster/%00',
  '/kluster/agrovast%00',
  `/kluster?${'a=1&'.repeat(10_000)}`,
  `/kluster?${'a=1&'.repeat(100)}`,
  `/kluster?near=${'x'.repeat(600)}`,
  `/${long}`,
  `/kluster?near=${long}`,
  '/../etc/passwd',
  '/../../../../etc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/kluster/..%2f..%2fetc%2fpasswd',
  '/assets/../Cargo.toml',
  '/assets/%2e%2e/Cargo.toml',
  '/assets/..%5c..%5cCargo.toml',
  '/\\..\\..\\etc',
  '/kluster/agrovast/mer',
  '/kluster/agrovast.php',
  '/.env',
  '//evil.example/',
  '///evil.example/',
  '/%2f%2fevil.example/',
  '/%5cevil.example/',
  '/en//evil.example',
  '/kluster?near=Gammleby',
  '/en/clusters?near=Nowhereville',
  '/kluster?near=999,999',
  '/kluster?near=nan,inf',
  '/kluster?near=1e999,0',
  '/aktiviteter?after=finns-inte',
  '/kalender/2026-13',
  '/kalender/2025-W53',
  '/en/calendar/9999-99',
  '/kalender?month=13&year=2026',
  '/organisationer?after=%00',
  '/kluster/finns-inte',
  '/en/clusters/no-such',
  '/en/kluster',
  '/clusters',
  '/finns-inte',
];

test('answers: addresses that make no sense get a page with a way back, never a 5xx', async ({ fault }) => {
  for (const path of senseless) {
    const answer = await ask(path).catch((error) => ({ status: 0, headers: {}, body: '', error }));
    const shown = `${path.slice(0, 60)}${path.length > 60 ? `… (${path.length})` : ''}`;
    if (answer.status >= 300 && answer.status < 400) {
      if (!/^\/(?![/\\])/.test(answer.headers.location)) fault(`${shown}: leads away, to ${answer.headers.location}`);
      continue;
    }
    if (answer.status < 400 || answer.status > 499) fault(`${shown}: ${answer.status} ${answer.error?.message ?? ''}`);
    for (const text of wayBack(answer, path.startsWith('/en/') ? 'en' : 'sv')) {
      fault(`${shown}: ${answer.status}, ${text}`);
    }
    if (/panicked|\.rs\b|backtrace|sqlite|root:x:/i.test(answer.body)) fault(`${shown}: says too much`);
  }
});

/** What is missing on an error page. */
function wayBack({ headers, body }, lang) {
  const faults = [];
  if (!/^text\/html; charset=utf-8$/.test(headers['content-type'] ?? '')) {
    faults.push(`content-type ${headers['content-type']}`);
  }
  if (!body.includes(`<html lang="${lang}"`)) faults.push(`not in ${lang}`);
  const [main] = /<main[\s\S]*<\/main>/.exec(body) ?? [''];
  if (!main.includes(`href="${lang === 'en' ? '/en/' : '/'}"`)) faults.push('no way back');
  if (!/<h1[^>]*>[^<]+<\/h1>/.test(main)) faults.push('no heading');
  if (headers['cache-control'] !== 'no-store') faults.push(`cache-control ${headers['cache-control']}`);
  return faults;
}

test('answers: a wrong method gets a page', async ({ fault }) => {
  for (const [method, path] of [
    ['POST', '/'],
    ['POST', '/kluster'],
    ['POST', '/en/clusters/agrovast'],
    ['PUT', '/kluster'],
    ['DELETE', '/om'],
    ['PATCH', '/teman'],
    ['POST', '/assets/no.css'],
  ]) {
    const answer = await ask(path, {
      method,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: method === 'POST' ? 'near=Gamleby' : undefined,
    });
    if (answer.status !== 405) fault(`${method} ${path}: ${answer.status}`);
    if (!/GET/.test(answer.headers.allow ?? '')) fault(`${method} ${path}: allow: ${answer.headers.allow}`);
    for (const text of wayBack(answer, path.startsWith('/en/') ? 'en' : 'sv')) fault(`${method} ${path}: ${text}`);
  }
  const large = await ask('/kluster', { method: 'POST', body: 'x'.repeat(100_000) }).catch((error) => ({
    status: 0,
    error,
  }));
  if (large.status < 400 || large.status > 499) {
    fault(`a body of 100 kB: ${large.status} ${large.error?.message ?? ''}`);
  }
});

test('answers: what is too long or too many says which, in plain words', async ({ fault }) => {
  for (const [path, status, said] of [
    [`/kluster?${'a=1&'.repeat(100)}`, 400, /\b60\b/],
    [`/kluster?near=${'x'.repeat(600)}`, 400, /near.*500|500.*near/],
    [`/${long}`, 414, /./],
    ['/kluster?near=Gammleby', 400, /Gammleby/],
    ['/en/clusters?near=%3Cscript%3E', 400, /&(lt|#60);script/],
    ['/%ff', 400, /./],
  ]) {
    const answer = await ask(path);
    const [, lead] = /<p class="lead">([^<]*)</.exec(answer.body) ?? ['', ''];
    if (answer.status !== status || !said.test(lead)) {
      fault(`${path.slice(0, 50)}: ${answer.status}, expected ${status} and ${said}`);
    }
    if (answer.body.includes('<script>')) fault(`${path.slice(0, 50)}: markup goes through`);
  }
});
