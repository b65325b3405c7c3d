import { addTo, printCounts, sumOf, tallyOf } from '../tally.ts';
import type { Counts } from '../tally.ts';
import { CASES } from './cases.ts';
import type { Case } from './cases.ts';
import { judge } from './judge.ts';
import { KNOWN_FAILURES } from './known-failures.ts';
import { NOT_ASKED } from './not-asked.ts';

/** How much of what is asked has to be right, known failures counted as wrong. */
const LEAST_PERCENT = 95;

/** Asks the cases of cel-spec that need no protobuf; prints what was left out, what came of each suite, what is wrong. */
export function runConformance(): Counts {
  const asked = leaveOut(CASES);
  const outcomes = asked.map((each) => ({ name: each.name, suite: each.suite, wrong: judge(each) }));
  for (const suite of new Set(asked.map((each) => each.suite))) {
    const of = outcomes.filter((outcome) => outcome.suite === suite);
    const right = of.filter(({ wrong }) => wrong === undefined).length;
    console.log(`  ${String(right).padStart(5)} of ${String(of.length).padStart(4)}  ${suite}`);
  }
  const { passed, failed, known, complaints } = tallyOf(outcomes, KNOWN_FAILURES);
  console.log(`known failures: ${String(sumOf(known.values()))}`);
  printCounts(known);
  for (const each of complaints) console.log(each);
  const percent = (100 * outcomes.filter(({ wrong }) => wrong === undefined).length) / outcomes.length;
  console.log(`${percent.toFixed(2)} % of ${String(outcomes.length)} are right`);
  if (percent >= LEAST_PERCENT) return { passed, failed };
  console.log(`that is less than ${String(LEAST_PERCENT)} %`);
  return { passed, failed: failed + 1 };
}

/** Those that can be asked; the others are counted by the reason for which they cannot. */
function leaveOut(cases: readonly Case[]): readonly Case[] {
  const reasons = new Map<string, number>(NOT_ASKED.map(({ reason }) => [reason, 0]));
  const asked = cases.filter((each) => {
    const because = NOT_ASKED.find(({ fits }) => fits(each));
    if (because) addTo(reasons, because.reason);
    return !because;
  });
  console.log(
    `cel-spec has ${String(cases.length)} cases; not asked: ${String(cases.length - asked.length)}, since it`,
  );
  printCounts(reasons);
  return asked;
}
