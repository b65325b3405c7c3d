import { inspect } from 'node:util';
import fc from 'fast-check';
import { addTo, printCounts } from '../tally.ts';
import type { Counts } from '../tally.ts';
import { reasonFor } from './differences.ts';
import { agree, ours, theirs } from './evaluators.ts';
import type { Answer, Roots } from './evaluators.ts';
import { expressionsOver } from './grammar.ts';
import { MENDED } from './mended.ts';
import { SUBJECTS } from './subjects.ts';
import type { Subject } from './subjects.ts';

const EXPRESSIONS = 20_000;
const SEED = 20261121;

interface Asked {
  readonly subject: Subject;
  readonly expression: string;
  readonly roots: Roots;
}

const asked: fc.Arbitrary<Asked> = fc.oneof(
  ...SUBJECTS.map((subject) =>
    fc.record({
      subject: fc.constant(subject),
      expression: expressionsOver(subject.vocabulary),
      roots: subject.roots,
    }),
  ),
);

/** Random well-typed rules come to the same here and in @bufbuild/cel, or differ in a way that is known. */
export function runDifferential(): Counts {
  const seed = Number(process.env['FAST_CHECK_SEED'] ?? SEED);
  console.log(`seed ${String(seed)}; another by FAST_CHECK_SEED`);
  const alike = new Map<string, number>();
  const known = new Map<string, number>();
  const details = fc.check(
    fc.property(asked, ({ subject, expression, roots }) => {
      const [a, b] = [ours(expression, subject, roots), theirs(expression, roots)];
      if (agree(a, b)) {
        addTo(alike, a.kind === 'value' ? 'the same value' : 'an error in both');
        return;
      }
      const reason = reasonFor(expression, roots, a);
      if (reason === undefined) throw new Error(`${expression}\n  ours:   ${shown(a)}\n  theirs: ${shown(b)}`);
      addTo(known, reason);
    }),
    { numRuns: EXPRESSIONS, seed },
  );
  printCounts(alike);
  console.log('known differences:');
  printCounts(known);
  const idle = seed === SEED ? MENDED.filter(({ reason }) => !known.has(reason)) : [];
  for (const { reason } of idle) console.log(`a known difference that showed nowhere: ${reason}`);
  if (details.failed) {
    console.log(`they differ where ${inspect(details.counterexample?.[0].roots, { depth: 8 })}`);
    console.log(String(details.errorInstance));
  }
  const failed = idle.length + (details.failed ? 1 : 0);
  return { passed: details.failed ? details.numRuns - 1 : EXPRESSIONS, failed };
}

const shown = (answer: Answer): string =>
  answer.kind === 'value' ? JSON.stringify(answer.value) : `${answer.kind}: ${answer.message}`;
