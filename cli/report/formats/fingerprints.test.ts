import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../core/model/finding.ts';
import { fingerprintsOf } from './fingerprints.ts';

const FINDING: Finding = {
  code: 'reference/duplicate-name',
  severity: 'error',
  message: 'another Backend is called main (a.yaml:3:9); and 7 more like this',
  place: { file: 'b.yaml', line: 4, column: 9, endLine: 4, endColumn: 13 },
  object: { kind: 'Backend', name: 'main' },
};

const of = (...findings: readonly Finding[]) => fingerprintsOf(findings);

describe('a finding stays the same', () => {
  it.each([
    ['on another line', { place: { file: 'b.yaml', line: 40, column: 2, endLine: 41, endColumn: 1 } }],
    ['in another file, where it is of an object', { place: { ...FINDING.place!, file: 'c.yaml' } }],
    ['where what it names moves', { message: 'another Backend is called main (a.yaml:30:10); and 8 more like this' }],
    ['with another severity', { severity: 'warning' }],
  ] as const)('%s', (_, changes) => {
    expect(of({ ...FINDING, ...changes })).toEqual(of(FINDING));
  });
});

describe('a finding is another one', () => {
  it.each([
    ['of another code', { code: 'reference/ambiguous' }],
    ['of another object', { object: { kind: 'Backend', name: 'other' } }],
    ['with another message', { message: 'another Backend is called other (a.yaml:3:9)' }],
    ['by another rule', { rule: { policy: 'p', index: 0, expression: 'true' } }],
  ] as const)('%s', (_, changes) => {
    expect(of({ ...FINDING, ...changes })).not.toEqual(of(FINDING));
  });

  it('in another file, where it is of no object', () => {
    const { code, severity, message, place } = FINDING;
    const objectless: Finding = { code, severity, message, ...(place && { place }) };
    const elsewhere = { ...objectless, place: { ...FINDING.place!, file: 'c.yaml' } };
    expect(of(elsewhere)).not.toEqual(of(objectless));
  });

  it('the second time', () => {
    const three = of(FINDING, FINDING, FINDING);
    expect(new Set(three).size).toBe(3);
    expect(three[0]).toBe(of(FINDING)[0]);
  });
});
