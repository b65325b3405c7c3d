import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCommit, parseTree } from './commit-objects.ts';
import type { TreeEntry } from './commit-objects.ts';

const OID = 'a'.repeat(40);
const commit = (rest: string): Buffer =>
  Buffer.from(`tree ${OID}\nparent ${OID}\nauthor A <a@example.org> 1 +0000\n${rest}`);

describe('the subject of a commit', () => {
  const cases: readonly { rest: string; subject: string }[] = [
    { rest: '\nOne\n\nTwo\n', subject: 'One' },
    { rest: '\nOne', subject: 'One' },
    { rest: '\n\n\n  One  \n', subject: 'One' },
    { rest: '\n', subject: '' },
    { rest: '', subject: '' },
    { rest: 'gpgsig -----BEGIN\n x\n -----END\n\nSigned\n', subject: 'Signed' },
    { rest: '\n\u001b[31mred\u0007\n', subject: '[31mred' },
    { rest: `\n${'x'.repeat(500)}\n`, subject: 'x'.repeat(200) },
  ];
  test.each(cases)('$rest', ({ rest, subject }) => {
    expect(parseCommit(commit(rest))).toEqual({ tree: OID, subject });
  });

  test.each(['', 'tree', `tree ${OID}`, `parent ${OID}\ntree ${OID}\n`, `tree ${'g'.repeat(40)}\n`])(
    '%j is no commit',
    (text) => {
      expect(parseCommit(Buffer.from(text))).toBeUndefined();
    },
  );
});

describe('the entries of a tree', () => {
  const entry: fc.Arbitrary<TreeEntry> = fc.record({
    mode: fc.constantFrom('40000', '100644', '100755', '120000', '160000'),
    name: fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => !name.includes('\0')),
    oid: fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  });
  const write = (entries: readonly TreeEntry[]): Buffer =>
    Buffer.concat(
      entries.flatMap(({ mode, name, oid }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
    );

  test('are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(parseTree(write(entries))).toEqual(entries);
      }),
    );
  });

  test('a tree that is cut short is none', () => {
    const whole = write([{ mode: '100644', name: 'a', oid: OID }]);
    for (let length = 1; length < whole.length; length += 1)
      expect(parseTree(whole.subarray(0, length))).toBeUndefined();
  });

  test('whatever the bytes, it ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const entries = parseTree(Buffer.from(bytes));
        expect(entries === undefined || Array.isArray(entries)).toBe(true);
      }),
    );
  });
});
