import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyDelta, deltaSizes } from './delta.ts';

type Step = { readonly insert: Uint8Array } | { readonly from: number; readonly length: number };

/** Writes a delta as gitformat-pack(5) says: what is tested reads it. */
function writeDelta(base: number, result: number, steps: readonly Step[]): Buffer {
  const size = (value: number): number[] => {
    const bytes: number[] = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      if (rest < 128) return [...bytes, rest];
      bytes.push((rest % 128) | 0x80);
    }
  };
  const copy = (from: number, length: number): number[] => {
    const operands = [
      from & 255,
      (from >> 8) & 255,
      (from >> 16) & 255,
      (from >> 24) & 255,
      length & 255,
      (length >> 8) & 255,
      (length >> 16) & 255,
    ];
    const opcode = operands.reduce((bits, byte, bit) => (byte === 0 ? bits : bits | (1 << bit)), 0x80);
    return [opcode, ...operands.filter((byte) => byte !== 0)];
  };
  const body = steps.flatMap((step) =>
    'insert' in step
      ? [step.insert.length, ...step.insert]
      : copy(step.from, step.length === 0x10000 ? 0 : step.length),
  );
  return Buffer.from([...size(base), ...size(result), ...body]);
}

test('copies and inserts give what they say', () => {
  const scenario = fc.uint8Array({ minLength: 1, maxLength: 70_000 }).chain((base) =>
    fc.record({
      base: fc.constant(base),
      steps: fc.array(
        fc.oneof(
          fc.record({ insert: fc.uint8Array({ minLength: 1, maxLength: 127 }) }),
          fc.tuple(fc.nat(base.length - 1), fc.integer({ min: 1, max: 0x10000 })).map(([from, length]) => ({
            from,
            length: Math.min(length, base.length - from),
          })),
        ),
        { maxLength: 10 },
      ),
    }),
  );
  fc.assert(
    fc.property(scenario, ({ base, steps }) => {
      const parts = steps.map((step) =>
        'insert' in step ? step.insert : base.subarray(step.from, step.from + step.length),
      );
      const result = Buffer.concat(parts);
      const delta = writeDelta(base.length, result.length, steps);
      expect(deltaSizes(delta)).toMatchObject({ base: base.length, result: result.length });
      expect(applyDelta(Buffer.from(base), delta).equals(result)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a copy of 64 KiB says no length', () => {
  const base = Buffer.alloc(0x10000, 7);
  expect(applyDelta(base, writeDelta(base.length, base.length, [{ from: 0, length: 0x10000 }])).equals(base)).toBe(
    true,
  );
});

test('whatever the bytes, it ends in a result of the size it said or in an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ maxLength: 20 }), (delta, base) => {
      let result: Buffer;
      try {
        const said = deltaSizes(Buffer.from(delta)).result;
        if (said > 1_000_000) return;
        result = applyDelta(Buffer.from(base), Buffer.from(delta));
        expect(result.length).toBe(said);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }),
  );
});

const broken: readonly { name: string; delta: Buffer }[] = [
  { name: 'another base', delta: writeDelta(9, 1, [{ from: 0, length: 1 }]) },
  { name: 'a copy past the base', delta: writeDelta(4, 4, [{ from: 2, length: 4 }]) },
  { name: 'more than it says', delta: writeDelta(4, 2, [{ from: 0, length: 4 }]) },
  { name: 'less than it says', delta: writeDelta(4, 9, [{ from: 0, length: 4 }]) },
  { name: 'an insert that is cut short', delta: writeDelta(4, 3, [{ insert: Buffer.from('abc') }]).subarray(0, 4) },
  { name: 'the reserved instruction', delta: Buffer.concat([writeDelta(4, 0, []), Buffer.from([0])]) },
  { name: 'a size without end', delta: Buffer.alloc(20, 0xff) },
  { name: 'nothing', delta: Buffer.alloc(0) },
];
test.each(broken)('$name is an error', ({ delta }) => {
  expect(() => applyDelta(Buffer.from('abcd'), delta)).toThrow();
});
