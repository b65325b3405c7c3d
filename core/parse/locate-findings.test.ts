import { describe, expect, it } from 'vitest';
import { locateFindings, parseFiles } from './index.ts';
import type { PlacelessFinding } from './index.ts';
import { marked } from './testing/marked.ts';
import { backend, policy } from './testing/objects.ts';
import { told } from './testing/told.ts';

const finding: PlacelessFinding = {
  code: 'policy/type',
  severity: 'error',
  message: 'no such key: siz',
  object: { kind: 'PlacementPolicy', name: 'p' },
  path: ['spec', 'validations', 0, 'expression'],
};

const rule = (expression: string) => policy('p', `  scope: Request\n  validations:\n    - expression: ${expression}\n`);

describe('a finding of another part', () => {
  it.each([
    ['plain', '▸request.siz > 5', undefined],
    ['plain, in part', 'request.▸siz > 5', 'siz'],
    ['quoted', '"request.▸siz > 5"', 'siz'],
    ['literal', '|\n        true &&\n          request.▸siz > 5', 'siz'],
    ['folded', '>-\n        true &&\n        request.▸siz > 5', 'siz'],
  ])('gets its place in an expression that is written %s', (_, expression, part) => {
    const { text, place } = marked(`${backend('b')}---\n${rule(expression)}`);
    const sources = parseFiles([{ path: 'f.yaml', text }]);
    const source = JSON.stringify(sources.objects[1]?.object);
    const value = (JSON.parse(source) as { spec: { validations: [{ expression: string }] } }).spec.validations[0]
      .expression;
    const start = part === undefined ? 0 : value.indexOf(part);
    const range = part === undefined ? {} : { range: { start, end: start + part.length } };
    expect(told(locateFindings(sources, [{ ...finding, ...range }]))).toEqual([`f.yaml:${place} policy/type`]);
  });

  it('gets the place of its rule as well, and keeps the rest', () => {
    const sources = parseFiles([
      { path: 'b.yaml', text: backend('b') },
      { path: 'p.yaml', text: rule('"false"') },
    ]);
    const values = { 'object.kind': 'Backend' };
    const denied: PlacelessFinding = {
      code: 'policy/denied',
      severity: 'warning',
      message: 'no',
      object: { kind: 'Backend', name: 'b' },
      path: ['metadata', 'name'],
      part: 'key',
      rule: { policy: 'p', index: 0, expression: 'false' },
      values,
    };
    expect(locateFindings(sources, [denied])).toEqual([
      {
        code: 'policy/denied',
        severity: 'warning',
        message: 'no',
        object: { kind: 'Backend', name: 'b' },
        place: { file: 'b.yaml', line: 3, column: 13, endLine: 3, endColumn: 17 },
        rule: {
          policy: 'p',
          index: 0,
          expression: 'false',
          place: { file: 'p.yaml', line: 7, column: 19, endLine: 7, endColumn: 26 },
        },
        values,
      },
    ]);
  });

  it('keeps its order, and goes without a place where its object is in no file', () => {
    const sources = parseFiles([{ path: 'p.yaml', text: rule('"true"') }]);
    const builtIn = { ...finding, object: { kind: 'PlacementPolicy', name: 'built-in' } };
    expect(told(locateFindings(sources, [builtIn, finding, builtIn]))).toEqual([
      '- policy/type',
      'p.yaml:7:19 policy/type',
      '- policy/type',
    ]);
  });
});
