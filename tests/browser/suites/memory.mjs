// The program's own memory after all that: only when its process is known.
import { readFileSync } from 'node:fs';
import { last } from '../harness.mjs';

/** Most anonymous memory, in kibibytes. */
const MOST_KIB = 60 * 1024;

const pid = process.env.KLOVER_PID;
if (pid) {
  last('memory: anonymous memory after the tests', async ({ fault, note }) => {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kib = Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1]);
    note(`RssAnon ${(kib / 1024).toFixed(1)} MiB`);
    if (!(kib <= MOST_KIB)) fault(`${kib} KiB, at most ${MOST_KIB}`);
  });
}
