// The browser tests that need a day with something to come. The site's clock says October 2025.
import { runAll } from './harness.mjs';

import './suites/october.mjs';

await runAll(process.argv.slice(2));
