import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withSettings } from './iscsi-records.ts';

const RECORD = '# BEGIN RECORD 2.1.8\nnode.name = iqn.x\nnode.startup = automatic\n# END RECORD';

describe('the settings of a record', () => {
  it('replace lines where they stand, and come at the end where there is none', () => {
    expect(withSettings(RECORD, { 'node.startup': 'manual', 'node.session.queue_depth': '64' })).toBe(
      '# BEGIN RECORD 2.1.8\nnode.name = iqn.x\nnode.startup = manual\nnode.session.queue_depth = 64\n# END RECORD',
    );
  });

  it('leave every other line alone, and change nothing the second time', () => {
    const name = fc.constantFrom('a.b', 'node.conn[0].startup', 'c', 'd.e.f');
    const value = fc
      .string({ unit: fc.constantFrom('x', 'y', '$', '&', '=', '1', ' '), minLength: 1 })
      .map((text) => `v${text}`);
    const settings = fc.dictionary(name, value);
    fc.assert(
      fc.property(settings, settings, (before, wanted) => {
        const record = withSettings('# BEGIN RECORD\n# END RECORD', before);
        const after = withSettings(record, wanted);
        expect(withSettings(after, wanted)).toBe(after);
        const lines = after.split('\n').slice(1, -1).toSorted();
        expect(lines).toEqual(
          Object.entries({ ...before, ...wanted })
            .map(([key, text]) => `${key} = ${text}`)
            .toSorted(),
        );
      }),
    );
  });
});
