import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONFIG_NAMES, CONFIG_OBJECTS, READABLE_TYPES, REQUEST } from '../../core/policy/readable.ts';
import type { ReadableField } from '../../core/policy/readable.ts';
import { DRIVE_FIELD_NAMES, PLACEMENT } from '../../core/policy/scopes.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/declare.md'), 'utf8');

/** Cells of the rows whose first begins like this, as they are written. */
const rowsOf = (beginning: string): readonly (readonly string[])[] =>
  page
    .split('\n')
    .filter((line) => line.startsWith(`| \`${beginning}`))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** A row for each field, and below it those of what it holds. */
const tableOf = (path: string, fields: Readonly<Record<string, ReadableField>>): readonly (readonly string[])[] =>
  Object.entries(fields).flatMap(([name, { type, says }]) => {
    const isList = type.startsWith('list<');
    const inner = READABLE_TYPES[isList ? type.slice('list<'.length, -1) : type];
    const below = inner ? tableOf(`${path}.${name}${isList ? '[]' : ''}`, inner) : [];
    return [[`\`${path}.${name}\``, `\`${type.replace(/\b[A-Z]\w*/, 'object')}\``, says], ...below];
  });

describe('docs/declare.md', () => {
  it('says what rules read of a request', () => {
    expect(rowsOf('request.')).toEqual(tableOf('request', REQUEST));
  });

  it('says what rules read of the configuration', () => {
    expect(rowsOf('config.')).toEqual(tableOf('config', { ...CONFIG_NAMES, objects: CONFIG_OBJECTS }));
  });

  it('names what rules read of a drive', () => {
    const named = [...(rowsOf('Drive`')[0]?.[2] ?? '').matchAll(/`(\w+)`/g)].map(([, word]) => word);
    expect(named).toEqual(['drive', ...DRIVE_FIELD_NAMES]);
  });

  it('names what rules read of a placement beside its drives', () => {
    const fields = PLACEMENT.objects.flatMap((type) => Object.keys(type.fields));
    const named = new Set([...(rowsOf('Placement`')[0]?.[2] ?? '').matchAll(/`(\w+)/g)].map(([, word]) => word));
    expect(fields.filter((field) => !DRIVE_FIELD_NAMES.has(field) && !named.has(field))).toEqual([]);
  });
});
