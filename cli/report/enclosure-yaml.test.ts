import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseQuantity } from '../../core/model/capacity.ts';
import type { EnclosureObject } from '../../schemas/generated/types.ts';
import type { FoundDriveView } from '../api/views/found-view.ts';
import { checkFiles } from '../check/check-files.ts';
import { renderEnclosures } from './enclosure-yaml.ts';
import { exportEnclosures } from './exported-enclosure.ts';

/** Text that tries to be more than text. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\n    - { id: x }',
    '# }',
    "'",
    '"',
    '\u2028drives: []',
    '\u0085spec:',
    '\u202e',
    '---\nkind: Backend',
    '\ud800',
    '\t',
  ),
);

const standing: fc.Arbitrary<FoundDriveView['standing']> = fc.oneof(
  fc.constantFrom({ kind: 'blank' } as const, { kind: 'owned' } as const),
  hostile.map((domain) => ({ kind: 'foreign' as const, domain: domain as never })),
  hostile.map((found) => ({ kind: 'unknown-data' as const, found })),
  hostile.map((by) => ({ kind: 'in-use' as const, by })),
);

const drive: fc.Arbitrary<FoundDriveView> = fc.record({
  id: fc.oneof(
    fc.integer({ min: 1, max: 9 }).map((number) => `eui.${String(number).padStart(16, '0')}`),
    hostile,
  ),
  mediaType: fc.constantFrom('HDD', 'SSD'),
  protocol: fc.constantFrom('SATA', 'SAS', 'NVMe'),
  rotationSpeedRPM: fc.integer({ min: 0, max: 100_000 }),
  capacity: fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String),
  model: hostile,
  serialNumber: hostile,
  standing,
  differences: fc.constant([]),
  legs: fc.constant([]),
});

/** A host sees no drive twice: neither of two with one id would be used. */
const enclosures = fc
  .uniqueArray(fc.constantFrom('a', 'b', '0', 'true', '1e3'), { maxLength: 3 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.uniqueArray(drive, { maxLength: 6, selector: ({ id }) => id }).map((drives) => ({ name, drives })),
      ),
    ),
  );

it('is valid whatever hardware says, and declares what takes legs and nothing else', () => {
  fc.assert(
    fc.property(enclosures, (found) => {
      const views = found.map((view) => ({ ...view, declared: false, state: 'attached' as const, missing: [] }));
      const text = renderEnclosures(exportEnclosures(views, []));
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      const { objects, findings } = checkFiles([{ path: 'enclosures.yaml', text }]);
      // Hardware may be of any size.
      const expected = ['source/empty', 'schema/suspicious-quantity'];
      expect(findings.filter(({ code }) => !expected.includes(code))).toEqual([]);
      const declared = (objects as unknown as readonly EnclosureObject[]).flatMap(({ spec }) => spec.drives);
      expect(new Map(declared.map(({ id, capacity }) => [id, parseQuantity(capacity)])).size).toBe(declared.length);
      const suitable = found.flatMap(({ drives }) =>
        drives.filter(
          ({ id, capacity, standing: { kind } }) =>
            (kind === 'blank' || kind === 'owned') && id.startsWith('eui.') && BigInt(capacity) >= 2n ** 30n,
        ),
      );
      expect([...new Set(declared.map(({ id }) => id))].sort()).toEqual(
        [...new Set(suitable.map(({ id }) => id))].sort(),
      );
    }),
  );
});
