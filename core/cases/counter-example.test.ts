import { describe, expect, it } from 'vitest';
import { policy } from '../parse/testing/objects.ts';
import { outcomeOf } from './testing/run-cases.ts';

const rule = (name: string, scope: string, expression: string): string =>
  policy(name, `  scope: ${scope}\n  validations: [{ name: it, expression: ${JSON.stringify(expression)} }]\n`);

const PLACED = 'request: { class: two, size: 1Gi }\nexpect: { placement: { layout: mirrored-slice } }';

/** What stands in the way by a case, with what would break it. */
const inTheWay = (each: string, ...policies: readonly string[]) =>
  outcomeOf(each, ...policies).said.counterExamples.map(({ text, values }) => [
    text.replace(/ it would lie on .*/, ''),
    Object.keys(values),
  ]);

describe('a volume that should have been placed is told with what alone stands in its way', () => {
  it.each<[string, readonly string[], readonly (readonly [string, readonly string[]])[]]>([
    ['nothing where it is placed', [rule('racks', 'Placement', "placement.survives('rack')")], []],
    [
      'a constraint, and the domains of the legs',
      [rule('spread', 'Placement', "placement.spreadOver('rack') >= 3")],
      [['without rule spread[it]', ["placement.legs.map(leg, leg.domains['rack'])"]]],
    ],
    [
      'a rule of a free form, and what it reads',
      [rule('three', 'Placement', 'placement.legs.size() == 3')],
      [['without rule three[it]', ['placement.legs', 'placement.legs.size()']]],
    ],
    [
      'a rule on drives, and the drive that breaks it',
      [rule('none', 'Drive', "'gold' in drive.tags")],
      [['without rule none[it]', ['drive.tags']]],
    ],
    [
      'a rule that denies the request, of which no placement tells',
      [rule('small', 'Request', 'request.sizeGiB > 10')],
      [['without rule small[it]', []]],
    ],
  ])('%s', (_, policies, expected) => {
    expect(inTheWay(PLACED, ...policies)).toEqual(expected);
  });

  it('and with nothing where a refusal was expected: nobody asks what would mend it', () => {
    const refused = PLACED.replace('placement: { layout: mirrored-slice }', 'refused: {}');
    expect(inTheWay(refused, rule('none', 'Drive', "'gold' in drive.tags"))).toEqual([]);
  });
});
