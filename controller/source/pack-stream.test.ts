import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspectPack } from './pack-stream.ts';
import { SourceError } from './source.ts';
import { writePack } from './testing/write-pack.ts';

const BOUNDS = { objects: 4, objectBytes: 1000, totalBytes: 3000 };

function outcome(pack: Buffer): string {
  try {
    inspectPack(pack, BOUNDS);
    return 'taken';
  } catch (error) {
    return error instanceof SourceError ? error.code : `not a SourceError: ${String(error)}`;
  }
}

const blob = (bytes: number, says?: number): { type: 'blob'; content: Buffer; says?: number } => ({
  type: 'blob',
  content: Buffer.alloc(bytes, 120),
  ...(says !== undefined && { says }),
});
/** Says that it makes `result` bytes of four. */
const delta = (result: number): { type: 'delta'; base: number; content: Buffer } => ({
  type: 'delta',
  base: 1,
  content: Buffer.from([4, (result % 128) | 0x80, Math.floor(result / 128), 0x90, 4]),
});
const good = writePack([blob(4), blob(1000), delta(5)]);

const cases: readonly { name: string; pack: Buffer; expected: string }[] = [
  { name: 'objects and deltas', pack: good, expected: 'taken' },
  { name: 'no object', pack: writePack([]), expected: 'taken' },
  { name: 'too many objects', pack: writePack(Array.from({ length: 5 }, () => blob(1))), expected: 'too-large' },
  { name: 'a large object', pack: writePack([blob(1001)]), expected: 'too-large' },
  {
    name: 'an object that says it is smaller than it is',
    pack: writePack([blob(100_000, 10)]),
    expected: 'broken-answer',
  },
  { name: 'an object that says it is larger than it is', pack: writePack([blob(10, 100)]), expected: 'broken-answer' },
  { name: 'a small delta that makes a large object', pack: writePack([blob(4), delta(1001)]), expected: 'too-large' },
  { name: 'much in all', pack: writePack([blob(900), blob(900), blob(900), blob(900)]), expected: 'too-large' },
  { name: 'fewer objects than it says', pack: cut(writePack([blob(4), blob(4)]), 10), expected: 'broken-answer' },
  {
    name: 'more than it says',
    pack: Buffer.concat([good.subarray(0, -20), Buffer.from('more'), good.subarray(-20)]),
    expected: 'broken-answer',
  },
  { name: 'no pack', pack: Buffer.from('<html>'.repeat(20)), expected: 'broken-answer' },
  { name: 'three bytes', pack: Buffer.from('PAC'), expected: 'broken-answer' },
];
test.each(cases)('$name: $expected', ({ pack, expected }) => {
  expect(outcome(pack)).toBe(expected);
});

/** Takes bytes out before the trailer. */
function cut(pack: Buffer, bytes: number): Buffer {
  return Buffer.concat([pack.subarray(0, -20 - bytes), pack.subarray(-20)]);
}

test('whatever byte is another, it is taken or refused, never anything else', () => {
  fc.assert(
    fc.property(fc.nat(good.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
      const changed = Buffer.from(good);
      changed.writeUInt8(changed.readUInt8(at) ^ flip, at);
      expect(outcome(changed)).toMatch(/^(taken|too-large|broken-answer)$/);
    }),
  );
});
