// @ts-check
/** Every suite whole: `npm run test:full`. Needs Go for csi-sanity, Helm and the manifests, Debian's etcd-server, and what test/lab/install installs. Ends with `N passed, N failed`. */
import { runSuites } from './steps.mjs';
import {
  alerts,
  benchSmoke,
  celSuite,
  chart,
  cluster,
  demonstration,
  etcdSuite,
  exhaustive,
  image,
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
  exhaustive,
  demonstration,
  schemaSuite,
  celSuite,
  alerts,
  chart,
  image,
  mutations,
  sanity,
  restart,
  etcdSuite,
  cluster,
  simulation,
  laboratory,
  laboratoryConformance,
  laboratoryRig,
  benchSmoke,
]);
