/** Whole repositories with random damage, through the whole check: it ends, never throws, and never stays silent. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isError } from '../../core/model/finding.ts';
import { checkFiles } from './check-files.ts';

const ROOT = path.join(import.meta.dirname, '../../examples');

const filesOf = (example: string) =>
  readdirSync(path.join(ROOT, example), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(ROOT, example, file), 'utf8') }));

const REPOSITORIES = ['homelab', 'rack-pair'].map(filesOf);
const WORDS = REPOSITORIES.flat().flatMap(({ text }) => text.match(/[\w.-]+|[^\w\s]+|\n */g) ?? []);

interface Edit {
  readonly at: number;
  readonly drop: number;
  readonly add: string;
}

/** Cuts something out, and puts in a piece of any example, a mark that means something in YAML, or any text. */
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  drop: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 4000 })),
  add: fc.oneof(
    fc.constantFrom(...WORDS),
    fc.constantFrom(
      '',
      ': ',
      '- ',
      '? ',
      '{{',
      '[',
      '}',
      '&a ',
      '*a',
      '<<: *a\n',
      '!!binary ',
      '|2-\n',
      '---\n',
      '...\n',
      '\0',
      '\uFEFF',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('9007199254740993', '1e400', '.inf', '-0', '0o17', 'null', '2026-11-27', 'y'),
  ),
});

const damaged = fc
  .record({
    files: fc.constantFrom(...REPOSITORIES),
    which: fc.nat(),
    edits: fc.array(edit, { minLength: 1, maxLength: 8 }),
  })
  .map(({ files, which, edits }) =>
    files.map((file, index) =>
      index === which % files.length ? { ...file, text: edits.reduce(applied, file.text) } : file,
    ),
  );

function applied(text: string, { at, drop, add }: Edit): string {
  const start = at % (text.length + 1);
  return text.slice(0, start) + add + text.slice(start + drop);
}

describe('a damaged repository', () => {
  it('has a configuration or says why not, in places that are there', () => {
    fc.assert(
      fc.property(damaged, (files) => {
        const { findings, configuration } = checkFiles(files);
        expect(configuration === undefined).toBe(findings.some(isError));
        for (const { place, message } of findings) {
          expect(message).not.toMatch(/undefined|\[object|NaN/);
          if (!place) continue;
          const lines = files.find((file) => file.path === place.file)?.text.split(/\r\n|\r|\n/) ?? [];
          expect(place.line).toBeLessThanOrEqual(lines.length);
          expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 400 },
    );
  });
});
