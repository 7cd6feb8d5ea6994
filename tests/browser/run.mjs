// The browser tests. `run.mjs [WORD…]` runs those whose names contain one of the words; without words, all.
// Closes with `N passed, M failed`.
import { runAll } from './harness.mjs';

import './suites/journeys.mjs';
import './suites/finding.mjs';
import './suites/rooms.mjs';
import './suites/near-me.mjs';
import './suites/map.mjs';
import './suites/embeds.mjs';
import './suites/keyboard.mjs';
import './suites/without-script.mjs';
import './suites/print.mjs';
import './suites/zoom.mjs';
import './suites/every-page.mjs';
import './suites/accessibility.mjs';
import './suites/whole-site.mjs';
import './suites/weights.mjs';
import './suites/answers.mjs';
import './suites/senseless.mjs';
import './suites/memory.mjs';

await runAll(process.argv.slice(2));
