import { describe, expect, it } from 'vitest';
import { driveClassOf, requestOf, viewOf } from '../testing/policies.ts';
import { Double, EvaluationError, TypeValue, Uint } from '../cel/values.ts';
import type { Result } from '../cel/values.ts';
import { evaluable, guessScope } from './evaluate-expression.ts';
import type { EvaluationSubject } from './evaluate-expression.ts';
import { plainValue } from './plain-value.ts';

it.each([
  ['request.sizeGiB > 1', 'Request'],
  ['1 + 1', 'Request'],
  ['drive.tags', 'Drive'],
  ['placement.legs.all(drive, drive.mediaType == request.parameters.type)', 'Placement'],
  ['[1].all(placement, placement > 0)', 'Request'],
  ['object.kind in config.tags', 'Config'],
  ['oldObject == null', 'Config'],
  ['1 +', 'Request'],
])('%s is taken to be of scope %s', (text, scope) => {
  expect(guessScope(text)).toBe(scope);
});

describe('a placement', () => {
  const racks = viewOf('mirror', driveClassOf({ rack: 'a' }), driveClassOf({ enclosure: 'e2', rack: 'a' }));
  const subject: EvaluationSubject = { kind: 'Placement', placement: racks, request: requestOf(100), surroundings: {} };

  it.each<[string, Result, readonly string[]]>([
    ["placement.survives('rack')", false, [`placement.legs.map(leg, leg.domains['rack']) = ["a", "a"]`]],
    [
      "placement.spreadOver('rack') >= 2",
      false,
      [`placement.legs.map(leg, leg.domains['rack']) = ["a", "a"]`, `placement.spreadOver('rack') = 1`],
    ],
    ['placement.legs.size() > 2', false, ['placement.legs.size() = 2']],
  ])('%s is %s, as the domains of its legs say', (text, result, shown) => {
    const expression = evaluable(text, 'Placement', []);
    if (expression.kind !== 'sound') throw new Error('not sound');
    const evaluation = expression.evaluate(subject);
    expect(evaluation.result).toBe(result);
    const told = evaluation.shown.map((each) => `${each.text} = ${each.value}`);
    expect(told).toEqual(expect.arrayContaining([...shown]));
    expect(told.some((each) => each.startsWith('placement = '))).toBe(false);
  });
});

it('takes no more steps than rules of its scope may', () => {
  const expression = evaluable("'x' in drive.tags", 'Drive', []);
  expect(expression).toMatchObject({ kind: 'sound', type: 'bool', cost: { limit: 1_000_000 } });
});

it.each<[Result, unknown]>([
  [1, 1],
  [2n ** 60n, '1152921504606846976'],
  [new Uint(7n), 7],
  [new Double(1.5), 1.5],
  [new Double(Infinity), 'Infinity'],
  [new TypeValue('int'), 'int'],
  [new Map([['a', [true, null]]]), { a: [true, null] }],
  [{ name: 'x', left: undefined }, { name: 'x' }],
  [Uint8Array.of(1, 2), [1, 2]],
  [new EvaluationError('no'), 'no'],
])('%o is %o in JSON', (value, plain) => {
  expect(plainValue(value)).toEqual(plain);
});
