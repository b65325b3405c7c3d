import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from './index.ts';

const folder = fileURLToPath(new URL('../../schemas/examples/', import.meta.url));
const examples = readdirSync(folder).map((path) => readFileSync(folder + path, 'utf8'));

/** A text with some of its parts replaced by things that mean something in YAML. */
const damaged = fc
  .tuple(
    fc.constantFrom(...examples),
    fc.array(
      fc.record({
        at: fc.nat(),
        drop: fc.integer({ min: 0, max: 12 }),
        add: fc.constantFrom(
          '',
          ' ',
          '\n',
          '  ',
          '\t',
          ':',
          '- ',
          '? ',
          '[',
          ']',
          '{',
          '}',
          '&a ',
          '*a',
          '!!str ',
          '|\n',
          '>',
          '"',
          "'",
          '#',
          '---\n',
          '~',
          '.nan',
          '5',
          'true',
          '\0',
          '\r',
          '\uFEFF',
          '😀',
          '__proto__: ',
          'x: y\n',
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((current, { at, drop, add }) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + add + current.slice(start + drop);
    }, text),
  );

describe('damaged input', () => {
  it('never throws; what is found stands in the file, in words of our own', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        const { findings, configuration } = readConfiguration([{ path: 'f.yaml', text }]);
        const lines = text.split(/\r\n|\r|\n/);
        for (const { place, message, severity } of findings) {
          expect(place).toBeDefined();
          if (!place) continue;
          expect(place.line).toBeLessThanOrEqual(lines.length);
          expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1);
          expect(place.endLine - place.line || place.endColumn - place.column).toBeGreaterThanOrEqual(0);
          expect(message).not.toMatch(/must (NOT|match|be|have)|undefined|\[object/);
          if (severity === 'error') expect(configuration).toBeUndefined();
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });
});
