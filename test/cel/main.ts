import { runConformance } from './conformance/conformance.ts';
import { runDifferential } from './differential/differential.ts';
import { runKubernetes } from './kubernetes/kubernetes.ts';
import { sumOf } from './tally.ts';
import type { Counts } from './tally.ts';

const PARTS: Readonly<Record<string, () => Counts>> = {
  conformance: runConformance,
  kubernetes: runKubernetes,
  differential: runDifferential,
};

/** Runs the parts that are named, or all. Answers with the exit status. */
export function main(names: readonly string[]): number {
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    console.error(`No part ${unknown.join(', ')}: there are ${Object.keys(PARTS).join(', ')}.`);
    return 2;
  }
  const counts = Object.entries(PARTS).flatMap(([name, run]) => {
    if (names.length > 0 && !names.includes(name)) return [];
    console.log(`▶ ${name}`);
    const of = run();
    console.log(`${name}: ${lineOf(of)}\n`);
    return [of];
  });
  const sum = { passed: sumOf(counts.map(({ passed }) => passed)), failed: sumOf(counts.map(({ failed }) => failed)) };
  console.log(lineOf(sum));
  return sum.failed === 0 ? 0 : 1;
}

const lineOf = ({ passed, failed }: Counts): string => `${String(passed)} passed, ${String(failed)} failed`;
