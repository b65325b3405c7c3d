// @ts-check
import { cel } from './cel.mjs';
import { coldStart } from './cold-start.mjs';
import { fleetActivate, fleetValidate } from './fleet.mjs';
import { placement } from './placement.mjs';

/**
 * @typedef {{ readonly name: string, readonly value: number, readonly unit: string, readonly rival?: string,
 *   readonly ratio?: number }} Figure
 * @typedef {{ readonly smoke: boolean }} BenchOptions
 * @typedef {{ readonly name: string, readonly about: string,
 *   readonly run: (options: BenchOptions) => AsyncIterable<Figure> | Iterable<Figure> }} Benchmark
 */

/** @type {readonly Benchmark[]} */
export const BENCHMARKS = [
  { name: 'cold-start', about: 'stowage --version, against node doing nothing', run: coldStart },
  { name: 'fleet-validate', about: 'stowage validate on 100,000 drives: time and memory', run: fleetValidate },
  { name: 'fleet-activate', about: 'stowage serve --once on 100,000 drives: time and memory', run: fleetActivate },
  { name: 'placement', about: 'placing and taking volumes of each layout among 100,000 drives', run: placement },
  { name: 'cel', about: 'a rule of five clauses, against the library that parses it', run: cel },
];
