// @ts-check
/** Every suite whole: `npm run test:full`. Needs Go for csi-sanity, and what test/lab/install installs. Ends with `N passed, N failed`. */
import { runSuites } from './steps.mjs';
import {
  benchSmoke,
  celSuite,
  demonstration,
  laboratory,
  laboratoryConformance,
  laboratoryRig,
  mutations,
  restart,
  sanity,
  schemaSuite,
  simulation,
  unitTests,
} from './suites.mjs';

await runSuites([
  unitTests,
  demonstration,
  schemaSuite,
  celSuite,
  mutations,
  sanity,
  restart,
  simulation,
  laboratory,
  laboratoryConformance,
  laboratoryRig,
  benchSmoke,
]);
