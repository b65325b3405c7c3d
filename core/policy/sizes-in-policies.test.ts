import { expect, it } from 'vitest';
import type { PlacementPolicy } from '../model/policy.ts';
import { sizesInPolicies } from './sizes-in-policies.ts';
import { compiled, policyOf } from './testing/policies.ts';

const sized = { matchConditions: [{ name: 'large', expression: 'request.sizeGiB > 40' }] };

it.each<[string, PlacementPolicy, readonly number[] | undefined]>([
  ['a range', policyOf('Request', ['request.sizeGiB >= 10 && request.sizeGiB <= 500']), [10, 500]],
  ['a list', policyOf('Request', ['request.sizeGiB in [100, 200]']), [100, 200]],
  ['all of a request', policyOf('Request', ['[request].all(r, r.sizeGiB > 7)']), [7]],
  [
    'a variable',
    policyOf('Request', ['variables.size > 6'], { variables: [{ name: 'size', expression: 'request.sizeGiB' }] }),
    [6],
  ],
  [
    'a parameter',
    policyOf('Request', ['request.sizeGiB <= params.most'], {
      parameters: [{ name: 'most', type: 'int', value: 300 }],
    }),
    [300],
  ],
  ['a condition of a rule on drives', policyOf('Drive', ['drive.mediaType == "SSD"'], sized), [40]],
  ['a placement', policyOf('Placement', ['placement.legs.size() < 4 || request.sizeGiB > 9']), [4, 9]],
  ['nothing of the size', policyOf('Request', ['request.parameters.type != "hdd" || 1 > 2']), undefined],
])('sizes that rules compare with: %s', (_, policy, sizes) => {
  const found = sizesInPolicies(compiled(policy));
  expect(found && [...found].sort((a, b) => a - b)).toEqual(sizes);
});

it('are the largest 64 of more', () => {
  const list = Array.from({ length: 100 }, (_, at) => String(at + 1)).join();
  const found = sizesInPolicies(compiled(policyOf('Request', [`request.sizeGiB in [${list}]`])));
  expect([found?.size, found?.has(100), found?.has(36)]).toEqual([64, true, false]);
});
