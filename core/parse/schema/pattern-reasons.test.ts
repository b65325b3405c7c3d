import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { schemas } from '../../../schemas/generated/schemas.ts';
import type { Schema } from '../../../schemas/generated/schemas.ts';
import { PATTERN_REASONS } from './pattern-reasons.ts';

function* patternsIn(schema: Schema): Generator<{ pattern: string; example: unknown }> {
  if (schema.pattern !== undefined) yield { pattern: schema.pattern, example: schema.example };
  for (const member of Object.values(schema.properties ?? {})) yield* patternsIn(member);
  for (const inner of [schema.items, schema.additionalProperties]) if (inner) yield* patternsIn(inner);
}

describe('patterns of the schemas', () => {
  const patterns = Object.values(schemas).flatMap((schema) => [...patternsIn(schema)]);

  it('each have a reason, and each reason a pattern', () => {
    expect(new Set(Object.keys(PATTERN_REASONS))).toEqual(new Set(patterns.map(({ pattern }) => pattern)));
  });

  it('take their examples', () => {
    const examples = patterns.filter((each) => typeof each.example === 'string');
    expect(examples.filter(({ pattern, example }) => !new RegExp(pattern, 'u').test(String(example)))).toEqual([]);
    expect(examples.length).toBeGreaterThan(10);
  });

  it('are patterns to a cluster as well, which reads them as RE2', () => {
    expect(patterns.map(({ pattern }) => RE2JS.compile(pattern).pattern())).toHaveLength(patterns.length);
    expect(() => RE2JS.compile('^(a{1,255}){0,15}$')).toThrow('invalid repeat count');
  });

  it('say no in time, whatever they are given', () => {
    const nasty = ['a', '0', 'a.', 'a-', 'a,', 'a ,', ' ', ',', ':', 'a:', '9.', 'iscsi,'].map(
      (each) => `${each.repeat(50_000)}\0`,
    );
    const accepted = patterns.flatMap(({ pattern }) => nasty.filter((text) => new RegExp(pattern, 'u').test(text)));
    expect(accepted).toEqual([]);
  });
});
