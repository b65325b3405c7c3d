import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/model/finding.ts';
import { boundedMarkdown, renderMarkdown } from './markdown.ts';
import { reportWith } from './testing/fixture.ts';

const finding = (index: number, message = 'it is wrong'): Finding => ({
  code: 'schema/wrong-value',
  severity: 'error',
  message: `${message} ${String(index)}`,
  place: { file: 'backend.yaml', line: 1, column: 7, endLine: 1, endColumn: 14 },
});

const many = (count: number, message?: string): readonly Finding[] =>
  Array.from({ length: count }, (_, index) => finding(index, message));

/** How many findings are shown, and how many are said to be left out. */
const told = (markdown: string) => ({
  shown: markdown.split('<details>').length - 1,
  left: Number(/\nAnd (\d+) more\.\n$/.exec(markdown)?.[1] ?? 0),
});

describe('a comment', () => {
  it('says all there is where there is room', () => {
    expect(told(renderMarkdown(reportWith(many(100))))).toEqual({ shown: 100, left: 0 });
  });

  it.each([1000, 5000])('of %i findings has at most 65,000 characters, and says how many are left out', (count) => {
    const markdown = renderMarkdown(reportWith(many(count)));
    expect(markdown.length).toBeLessThanOrEqual(65_000);
    expect(markdown.length).toBeGreaterThan(64_000);
    const { shown, left } = told(markdown);
    expect(shown + left).toBe(count);
  });

  it('has room for findings that say more than anybody reads', () => {
    const values = Object.fromEntries(
      Array.from({ length: 500 }, (_, index) => [`v${String(index)}`, 'x'.repeat(9000)]),
    );
    const markdown = renderMarkdown(reportWith([{ ...finding(0, 'y'.repeat(100_000)), values }, finding(1)]));
    expect(markdown.length).toBeLessThanOrEqual(65_000);
    expect(told(markdown)).toEqual({ shown: 2, left: 0 });
  });

  it('names each file once', () => {
    expect(renderMarkdown(reportWith(many(3))).split('<h4>')).toHaveLength(2);
  });
});

it('is bounded by what it is counted in', () => {
  const report = reportWith(many(3000, '棚'.repeat(200)));
  const markdown = boundedMarkdown(report, 1_000_000, (text) => Buffer.byteLength(text));
  expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(1_000_000);
  expect(Buffer.byteLength(markdown)).toBeGreaterThan(990_000);
});

it('has fences that what is in them does not close', () => {
  const sourceText = () => 'a: ````` b';
  expect(renderMarkdown(reportWith([finding(0)], { sourceText }))).toContain('\n``````text\n    1 | a: ````` b\n');
});
