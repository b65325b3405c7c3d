// @ts-check
/**
 * `target` is what a figure is held to: no more than that.
 * @typedef {{ readonly name: string, readonly value: number, readonly unit: string, readonly rival?: string,
 *   readonly ratio?: number, readonly target?: number }} Figure
 * @typedef {{ readonly smoke: boolean, readonly profile: boolean }} BenchOptions
 * @typedef {(options: BenchOptions) => AsyncIterable<Figure> | Iterable<Figure>} Measure
 * @typedef {{ readonly name: string, readonly about: string, readonly load: () => Promise<Measure> }} Benchmark
 */

/** What a benchmark needs is loaded when it runs. @type {readonly Benchmark[]} */
export const BENCHMARKS = [
  {
    name: 'cold-start',
    about: 'stowage --version, against node doing nothing',
    load: async () => (await import('./cold-start.mjs')).coldStart,
  },
  {
    name: 'fleet-validate',
    about: 'stowage validate on 100,000 drives: time and memory',
    load: async () => (await import('./fleet.mjs')).fleetValidate,
  },
  {
    name: 'fleet-activate',
    about: 'stowage serve --once on 100,000 drives: time and memory',
    load: async () => (await import('./fleet.mjs')).fleetActivate,
  },
  {
    name: 'serve',
    about: 'the longest turn of a server while it takes over 100,000 drives, costly rules, and 256 MiB of files',
    load: async () => (await import('./serve.mjs')).serveUnblocked,
  },
  {
    name: 'validate',
    about: 'stowage validate on 10, 1,000 and 10,000 files, against kubeconform: time and memory',
    load: async () => (await import('./validate.mjs')).validateFiles,
  },
  {
    name: 'csi',
    about:
      'CreateVolume and DeleteVolume over the socket among up to 100,000 volumes, against empty calls of grpc-js; a start',
    load: async () => (await import('./csi.mjs')).csi,
  },
  {
    name: 'claims',
    about: 'memory and time of 100,000 claims with their volumes and pods, against keeping whole objects; a look-up',
    load: async () => (await import('./claims.mjs')).claims,
  },
  {
    name: 'placement',
    about:
      'asking the policies, placing, taking and giving back volumes among 1,000 to 1,000,000 drives, against CRUSH',
    load: async () => (await import('./placement.mjs')).placement,
  },
  {
    name: 'verify',
    about: 'checking a placement once more among 100,000 drives',
    load: async () => (await import('./verify.mjs')).verify,
  },
  {
    name: 'cel',
    about: 'a rule of five clauses, against the library that parses it and against JavaScript',
    load: async () => (await import('./cel.mjs')).cel,
  },
  {
    name: 'steps',
    about: 'what an evaluation takes that spends all its steps on one function, for the ten dearest',
    load: async () => (await import('./steps.mjs')).dearestSteps,
  },
  {
    name: 'policy',
    about:
      'five rules on a placement, against three evaluators of CEL and JavaScript; all packs on requests; 1,000 policies on the fleet',
    load: async () => (await import('./policy.mjs')).policy,
  },
  {
    name: 'cluster',
    about:
      'a thousand claims at once in a cluster of processes, against other drivers: time and requests of the API server',
    load: async () => (await import('./cluster.mjs')).cluster,
  },
  {
    name: 'datapath',
    about: 'fio on a volume, against the same md and LUKS made by hand, on virtual machines; what staging takes',
    load: async () => (await import('./datapath.mjs')).datapath,
  },
];
