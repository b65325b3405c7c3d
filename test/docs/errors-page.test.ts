import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../schemas/generated/finding-codes.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('docs/errors.md', () => {
  it('says what every area of findings is about, in the order of the codes', () => {
    const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
    const told = [...page.matchAll(/^\| \[`([a-z]+)`\]\(reference\/findings\/README\.md#\1\)/gm)].map(
      ([, area]) => area,
    );
    expect(told).toEqual([...new Set(FINDING_CODES.map((code) => code.split('/')[0]))]);
  });
});
