import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** What stands in backquotes or quotes, `area/what`, in order. */
const codesIn = (text: string, quote: string): string[] =>
  [...text.matchAll(new RegExp(`${quote}([a-z]+/[a-z0-9-]+)${quote}`, 'g'))].map(([, code]) => code ?? '');

describe('docs/errors.md', () => {
  it('explains every finding code, in the order of the type', () => {
    const type = read('core/model/finding.ts').split('export type FindingCode =')[1]?.split(';')[0] ?? '';
    const table = read('docs/errors.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    expect(codesIn(table.join('\n'), '`')).toEqual(codesIn(type, "'"));
  });
});
