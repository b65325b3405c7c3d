import { describe, expect, it } from 'vitest';
import { changedAttributes, hasAttributes, parseAttributes } from './attribute-parameters.ts';

const limits = (declared: Readonly<Record<string, string>>) => {
  const parsed = parseAttributes(declared);
  return 'attributes' in parsed ? parsed.attributes.limits : parsed.problems;
};

describe('attributes', () => {
  it.each([
    [{}, {}],
    [{ maxIops: '500' }, { readIops: 500, writeIops: 500 }],
    [
      { maxIops: '500', maxWriteIops: '100' },
      { readIops: 500, writeIops: 100 },
    ],
    [{ maxIops: '500', maxReadIops: 'none' }, { writeIops: 500 }],
    [
      { maxBandwidth: '1Mi', maxReadBandwidth: '2M' },
      { readBandwidth: 2_000_000, writeBandwidth: 1_048_576 },
    ],
    [{ maxBandwidth: 'none', tags: 'a' }, {}],
    [
      { maxIops: '1', 'csi.storage.k8s.io/pvc/name': 'x' },
      { readIops: 1, writeIops: 1 },
    ],
  ])('%j limits %j', (declared, expected) => {
    expect(limits(declared)).toEqual(expected);
  });

  it.each([
    [{ minBandwidth: '1M' }, { kind: 'volume', bitsPerSecond: 8_000_000 }],
    [{ minBandwidth: 'none' }, { kind: 'none' }],
    [{ tags: '' }, undefined],
  ])('%j reserves %j', (declared, reservation) => {
    expect(parseAttributes(declared)).toMatchObject({ attributes: { reservation } });
  });

  it('have tags without doubles', () => {
    expect(parseAttributes({ tags: 'b, a,b' })).toMatchObject({ attributes: { tags: ['b', 'a'] } });
  });

  it.each([
    [{ burstIops: '1' }, "burstIops is not offered: the kernel's limits know no burst"],
    [{ minIops: '1' }, 'minIops is not offered: nothing on the way to a drive can promise operations'],
    [{ color: 'red' }, 'color'],
    [{ maxIops: '0' }, 'maxIops'],
    [{ maxIops: 'many' }, 'maxIops'],
    [{ maxBandwidth: '0' }, 'maxBandwidth is 0: such a volume would stand still'],
    [{ minBandwidth: '2T' }, 'minBandwidth is more than 1T bytes per second'],
    [{ minBandwidth: '2M', maxBandwidth: '1M' }, 'minBandwidth is larger than maxBandwidth'],
  ])('%j are refused', (declared, message) => {
    const parsed = parseAttributes(declared);
    expect('problems' in parsed && parsed.problems.map((each) => each.message).join()).toContain(message);
  });

  it('change where they are named, and nowhere else', () => {
    const before = { maxIops: '1', tags: 'a' };
    const named = { maxIops: '2', 'csi.storage.k8s.io/pvc/name': 'x' };
    expect(hasAttributes(before, named)).toBe(false);
    const after = changedAttributes(before, named);
    expect(after).toEqual({ maxIops: '2', tags: 'a' });
    expect(hasAttributes(after, named)).toBe(true);
  });
});
