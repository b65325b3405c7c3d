import { expect, it } from 'vitest';
import type { Schema } from './schema-source.mjs';
import { findUntold } from './told-fields.mjs';

type Field = Partial<Schema>;

/** What is found untold in a kind whose spec has these fields. */
const untold = (properties: Record<string, Field>, required: string[] = []): readonly string[] =>
  findUntold({ description: 'A kind.', type: 'object', required, properties } as Schema);

it.each<[string, Field, readonly string[]]>([
  ['is told in full', { type: 'string', description: 'A word. Left out: none.', example: 'a' }, []],
  ['has a default', { type: 'boolean', description: 'A switch.', default: false }, []],
  ['has allowed values', { type: 'string', description: 'A choice. Left out: any.', enum: ['a', 'b'] }, []],
  ['is a number with a unit', { type: 'integer', description: 'A size. Unit: bytes.', default: 1 }, []],
  ['is a quantity with a unit', { type: 'string', description: 'Left out: 0. Unit: bytes.', example: '18T' }, []],
  ['is an address, no quantity', { type: 'string', description: 'Left out: none.', example: '10.20.1.11' }, []],
  ['has no words', { type: 'string', default: 'a' }, ['field has no description']],
  ['has no example', { type: 'string', description: 'Left out: none.' }, ['field has no example']],
  [
    'is a number without a unit',
    { type: 'integer', description: 'A size.', default: 1 },
    ['field is a number without "Unit: …." at its end'],
  ],
  [
    'is a quantity without a unit',
    { type: 'string', description: 'Left out: 0.', example: '1.5Ti' },
    ['field is a number without "Unit: …." at its end'],
  ],
  [
    'does not say what leaving it out means',
    { type: 'string', description: 'A word.', example: 'a' },
    ['field is optional and does not say what it means when it is left out'],
  ],
  [
    'has members that are not told',
    {
      type: 'object',
      description: 'Left out: none.',
      required: ['x'],
      properties: { x: { type: 'string', example: 'a' } },
    },
    ['field.x has no description'],
  ],
  [
    'has items that are not told',
    {
      type: 'array',
      description: 'Left out: none.',
      items: { type: 'object', required: ['x'], properties: { x: { type: 'string', description: 'A word.' } } },
    },
    ['field[] has no description', 'field[].x has no example'],
  ],
])('a field that %s', (_, field, expected) => {
  expect(untold({ field })).toEqual(expected);
});

it('a field that is required needs no word on leaving it out', () => {
  expect(untold({ field: { type: 'string', description: 'A word.', example: 'a' } }, ['field'])).toEqual([]);
});
