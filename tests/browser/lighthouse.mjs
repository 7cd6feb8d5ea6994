// Lighthouse on four pages of a network that is no sample: a sample asks search engines to stay away.
// Closes with `N passed, M failed`. Performance is only reported: it is the machine's as much as ours.
import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { base, launch } from './browser.mjs';

const pages = ['/', '/kluster/agrovast', '/aktiviteter', '/karta'];
const whole = ['accessibility', 'best-practices', 'seo'];
/** How often a page is tried: a busy machine may lose a trace. */
const TRIES = 2;

const port = await freePort();
const browser = await launch([`--remote-debugging-port=${port}`]);
const tally = { passed: 0, failed: 0 };
for (const path of pages) {
  const started = Date.now();
  let found = { faults: ['not tried'] };
  for (let tried = 0; tried < TRIES && found.faults.length > 0; tried += 1) {
    found = await audit(path).catch((error) => ({ faults: [String(error?.message ?? error)] }));
  }
  const { faults, scores = {} } = found;
  tally[faults.length === 0 ? 'passed' : 'failed'] += 1;
  const said = Object.entries(scores).map(([name, score]) => `${name} ${Math.round(score * 100)}`);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} lighthouse: ${path}: ${said.join(', ')} (${seconds} s)`);
  for (const fault of faults) console.log(`       ${fault}`);
}
await browser.close();
console.log(`${tally.passed} passed, ${tally.failed} failed`);
// Lighthouse keeps timers of its own.
process.exit(tally.failed === 0 ? 0 : 1);

/** The scores of a page, and what keeps those that must be whole from being so. */
async function audit(path) {
  const { lhr } = await lighthouse(base + path, {
    port,
    logLevel: 'error',
    output: 'json',
    onlyCategories: [...whole, 'performance'],
    disableFullPageScreenshot: true,
  });
  const faults = lhr.runtimeError ? [lhr.runtimeError.message] : [];
  for (const name of whole) {
    const { score, auditRefs } = lhr.categories[name];
    if (score === 1) continue;
    const lacking = auditRefs.map(({ id, weight }) => ({ ...lhr.audits[id], weight }));
    const why = lacking.filter((one) => one.weight > 0 && one.score !== null && one.score < 1);
    faults.push(`${name} ${score === null ? 'has no score' : Math.round(score * 100)}`);
    for (const { id, title, details } of why) {
      const where = (details?.items ?? []).slice(0, 4).map((item) => item.node?.selector ?? item.description ?? item.url ?? '');
      faults.push(`  ${id}: ${title} ${where.join('; ')}`);
    }
  }
  return { faults, scores: Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score])) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port: free } = server.address();
      server.close(() => resolve(free));
    });
  });
}
