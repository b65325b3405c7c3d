import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordCodec } from './records.ts';
import { StoreError } from './store.ts';

interface Parcel {
  readonly name: string;
  readonly bytes: bigint;
  readonly limit: bigint | undefined;
  readonly tags: readonly string[];
}

const parcels = recordCodec<Parcel>({ kind: 'parcels', version: 2, since: '0.3', bigints: ['bytes', 'limit'] });

function failure(value: string): StoreError {
  try {
    parcels.decode({ key: 'parcel/1', value });
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
  throw new Error('nothing thrown');
}

test('a record says its format and the first release that reads it', () => {
  const value = parcels.encode({ name: 'a', bytes: 2n ** 70n, limit: undefined, tags: ['x'] });
  expect(JSON.parse(value)).toEqual({ v: 2, since: '0.3', name: 'a', bytes: '1180591620717411303424', tags: ['x'] });
});

test('what was encoded is decoded to the same', () => {
  const parcel = fc.record({
    name: fc.string({ unit: 'binary' }),
    bytes: fc.bigInt({ min: -(2n ** 100n), max: 2n ** 100n }),
    limit: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n }), { nil: undefined }),
    tags: fc.array(fc.string()),
  });
  fc.assert(
    fc.property(parcel, (value) => {
      const decoded = parcels.decode({ key: 'parcel/1', value: parcels.encode(value) });
      expect(decoded).toEqual(value.limit === undefined ? { ...value, limit: undefined } : value);
    }),
  );
});

describe('what cannot be read', () => {
  test('a record of a later release names that release', () => {
    const error = failure('{"v":3,"since":"0.5","name":"a"}');
    expect(error.code).toBe('newer-format');
    expect(error.message).toBe(
      'the record parcel/1 is in format 3, and this release reads format 2: use Stowage 0.5 or later to read parcels',
    );
  });

  test('a later record that names none', () => {
    expect(failure('{"v":3}').message).toContain('use the release that wrote it, or a later one');
  });

  const damaged: readonly { value: string; says: string }[] = [
    { value: '{"v":2', says: 'not JSON' },
    { value: '"text"', says: 'not an object' },
    { value: 'null', says: 'not an object' },
    { value: '[1]', says: 'not an object' },
    { value: '{"name":"a"}', says: 'no format version' },
    { value: '{"v":"2"}', says: 'no format version' },
    { value: '{"v":0}', says: 'no format version' },
    { value: '{"v":2,"bytes":12}', says: 'its bytes is no whole number' },
    { value: '{"v":2,"bytes":"1e9"}', says: 'its bytes is no whole number' },
    { value: `{"v":2,"bytes":"${'9'.repeat(41)}"}`, says: 'its bytes is no whole number' },
  ];
  test.each(damaged)('$value', ({ value, says }) => {
    const error = failure(value);
    expect(error.code).toBe('corrupt');
    expect(error.message).toContain('parcel/1');
    expect(error.message).toContain(says);
  });
});
