// @ts-check
/** Every suite whole: `npm run test:full`. Needs Go for csi-sanity. Ends with `N passed, N failed`. */
import { runSuites } from './steps.mjs';
import { benchSmoke, demonstration, restart, sanity, unitTests } from './suites.mjs';

await runSuites([unitTests, demonstration, sanity, restart, benchSmoke]);
