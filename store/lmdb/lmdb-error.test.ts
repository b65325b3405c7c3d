import { expect, test } from 'vitest';
import { StoreError } from '../store.ts';
import { toStoreError } from './lmdb-error.ts';

const cases: readonly { thrown: unknown; code: string; says: string }[] = [
  { thrown: Object.assign(new Error('No space left on device'), { code: 28 }), code: 'full', says: 'free space' },
  { thrown: Object.assign(new Error('quota'), { code: 122 }), code: 'full', says: 'free space' },
  { thrown: Object.assign(new Error('MDB_MAP_FULL'), { code: -30792 }), code: 'full', says: 'free space' },
  { thrown: Object.assign(new Error('MDB_CORRUPTED'), { code: -30796 }), code: 'corrupt', says: 'backup' },
  { thrown: Object.assign(new Error('Input/output error'), { code: 5 }), code: 'io', says: 'file system' },
  { thrown: new Error('other'), code: 'io', says: 'other' },
  { thrown: 'text', code: 'io', says: 'text' },
];

test.each(cases)('$thrown ▶ $code', ({ thrown, code, says }) => {
  const error = toStoreError('/state', thrown);
  expect(error.code).toBe(code);
  expect(error.message).toContain(says);
  expect(error.message).toContain('/state');
  expect(error.cause).toBe(thrown);
});

test('what is a store error already stays as it is', () => {
  const error = new StoreError('locked', 'held');
  expect(toStoreError('/state', error)).toBe(error);
});
