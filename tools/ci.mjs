// @ts-check
/** What `.ci/run` runs once the dependencies are installed. Ends with `N passed, N failed`. */
import { runSuites } from './steps.mjs';
import {
  alerts,
  celSuite,
  check,
  clusterSmoke,
  demonstration,
  etcdSuite,
  exhaustive,
  laboratoryDataPath,
  mutationsShare,
  restart,
  sanity,
  schemaSuite,
  simulationShare,
  unitTests,
} from './suites.mjs';

await runSuites([
  unitTests,
  exhaustive,
  check,
  demonstration,
  schemaSuite,
  alerts,
  celSuite,
  mutationsShare,
  sanity,
  restart,
  etcdSuite,
  clusterSmoke,
  simulationShare,
  laboratoryDataPath,
]);
