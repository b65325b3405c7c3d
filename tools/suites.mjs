// @ts-check
/** The suites there are, each once. */

const VITEST_JSON = '.cache/vitest.json';
const EXHAUSTIVE_JSON = '.cache/vitest-exhaustive.json';

/** @type {import('./steps.mjs').Step} */
export const unitTests = {
  name: 'test',
  command: ['npm', 'test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_JSON}`],
  limitSeconds: 900,
  vitestJson: VITEST_JSON,
};

/** Every moment of a crash, every example bent in every way. @type {import('./steps.mjs').Step} */
export const exhaustive = {
  name: 'test:exhaustive',
  command: [
    ...['npm', 'run', 'test:exhaustive', '--', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${EXHAUSTIVE_JSON}`,
  ],
  limitSeconds: 900,
  vitestJson: EXHAUSTIVE_JSON,
};

/** @type {import('./steps.mjs').Step} */
export const sanity = { name: 'test:sanity', command: ['npm', 'run', 'test:sanity'], limitSeconds: 900 };

/** @type {import('./steps.mjs').Step} */
export const restart = { name: 'test:restart', command: ['npm', 'run', 'test:restart'], limitSeconds: 600 };

/** A real etcd. @type {import('./steps.mjs').Step} */
export const etcdSuite = { name: 'test:etcd', command: ['npm', 'run', 'test:etcd'], limitSeconds: 600 };

/**
 * The driver in a cluster of processes. The first time, Kubernetes is built: 13 minutes of one core.
 * @type {import('./steps.mjs').Step}
 */
export const cluster = { name: 'test:cluster', command: ['npm', 'run', 'test:cluster'], limitSeconds: 2700 };

/** The share of it that kills nothing. @type {import('./steps.mjs').Step} */
export const clusterSmoke = {
  name: 'test:cluster',
  command: ['npm', 'run', 'test:cluster', '--', '--smoke'],
  limitSeconds: 1500,
};

/** Every crash point, and histories drawn by seeds. @type {import('./steps.mjs').Step} */
export const simulation = {
  name: 'test:simulation',
  command: ['npm', 'run', 'test:simulation', '--', '--seeds', '2000'],
  limitSeconds: 1800,
};

/** A minute's share of them. @type {import('./steps.mjs').Step} */
export const simulationShare = {
  name: 'test:simulation',
  command: ['npm', 'run', 'test:simulation', '--', '--seeds', '250', '--every', '4'],
  limitSeconds: 600,
};

/** JSON Schema by its official suite. @type {import('./steps.mjs').Step} */
export const schemaSuite = {
  name: 'test:schema-suite',
  command: ['npm', 'run', 'test:schema-suite'],
  limitSeconds: 120,
};

/** CEL by the official suite, by what Kubernetes' documentation shows, and against another evaluator. @type {import('./steps.mjs').Step} */
export const celSuite = { name: 'test:cel', command: ['npm', 'run', 'test:cel'], limitSeconds: 300 };

/** Alert rules by promtool. @type {import('./steps.mjs').Step} */
export const alerts = { name: 'test:alerts', command: ['npm', 'run', 'test:alerts'], limitSeconds: 60 };

/** The chart by Helm, and each object by the API server's own types. @type {import('./steps.mjs').Step} */
export const chart = { name: 'test:chart', command: ['npm', 'run', 'test:chart'], limitSeconds: 1200 };

/** The steps that build what is in an image, where nothing else lies. @type {import('./steps.mjs').Step} */
export const image = { name: 'test:image', command: ['npm', 'run', 'test:image'], limitSeconds: 900 };

/** Mistakes in the examples, the fleet among them. @type {import('./steps.mjs').Step} */
export const mutations = {
  name: 'test:mutations',
  command: ['npm', 'run', 'test:mutations'],
  limitSeconds: 1200,
};

/** A quarter of those in the fleet. @type {import('./steps.mjs').Step} */
export const mutationsShare = {
  name: 'test:mutations',
  command: ['npm', 'run', 'test:mutations', '--', '--every', '4'],
  limitSeconds: 600,
};

/** @type {import('./steps.mjs').Step} */
export const demonstration = { name: 'start', command: ['npm', 'start', '--', '--once'], limitSeconds: 120 };

/** @type {import('./steps.mjs').Step} */
export const check = { name: 'check', command: ['npm', 'run', 'check'], limitSeconds: 1500 };

/** Real kernels. @type {import('./steps.mjs').Step} */
export const laboratory = { name: 'test:lab', command: ['npm', 'run', 'test:lab'], limitSeconds: 1500 };

/** Real hosts by the suite of the simulated ones. @type {import('./steps.mjs').Step} */
export const laboratoryConformance = {
  name: 'test:lab conformance',
  command: ['npm', 'run', 'test:lab', '--', 'conformance'],
  limitSeconds: 1200,
};

/** What the laboratory is made of. @type {import('./steps.mjs').Step} */
export const laboratoryRig = {
  name: 'test:lab rig',
  command: ['npm', 'run', 'test:lab', '--', 'rig'],
  limitSeconds: 900,
};

/** The data path through every pair of its variants. @type {import('./steps.mjs').Step} */
export const laboratoryDataPath = {
  name: 'test:lab data-path',
  command: ['npm', 'run', 'test:lab', '--', 'data-path'],
  limitSeconds: 1200,
};

/** Every benchmark at its smallest: that it runs, not how fast. @type {import('./steps.mjs').Step} */
export const benchSmoke = {
  name: 'bench',
  command: ['npm', 'run', 'bench', '--', '--smoke', 'all'],
  limitSeconds: 600,
};
