import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import { ROOT } from './manifests.ts';

interface ValueSchema {
  readonly description?: string;
  readonly additionalProperties?: unknown;
  readonly properties?: Readonly<Record<string, ValueSchema>>;
}

type Values = Readonly<Record<string, unknown>>;

const CHART = path.join(ROOT, 'deploy/helm/stowage');
const schema = JSON.parse(readFileSync(path.join(CHART, 'values.schema.json'), 'utf8')) as ValueSchema;
const defaults = load(readFileSync(path.join(CHART, 'values.yaml'), 'utf8')) as Values;
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

/** Each object with members of its own, by the names that lead there. */
function objectsIn(
  at: readonly string[],
  { properties = {}, ...rest }: ValueSchema,
): (readonly [readonly string[], ValueSchema])[] {
  const inner = Object.entries(properties).flatMap(([name, value]) =>
    value.properties ? objectsIn([...at, name], value) : [],
  );
  return [[at, { ...rest, properties }], ...inner];
}

/** The values with another at a place. */
function replaced(values: Values, [name = '', ...rest]: readonly string[], value: unknown): Values {
  const inner = rest.length === 0 ? value : replaced((values[name] ?? {}) as Values, rest, value);
  return { ...values, [name]: inner };
}

const whole = replaced(defaults, ['repository', 'url'], 'https://git.example.org/storage.git');
const objects = objectsIn([], schema);

describe('the values of the chart', () => {
  it('are valid as they are, but for the repository, which nobody can guess', () => {
    expect(validate(whole)).toBe(true);
    expect(validate(defaults)).toBe(false);
    expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual(['/repository/url']);
  });

  it('are each described', () => {
    const described = objects.flatMap(([at, { properties = {} }]) =>
      Object.entries(properties).map(
        ([name, { description }]) => [[...at, name].join('.'), description ?? ''] as const,
      ),
    );
    expect(described.filter(([, text]) => !/^.*\S\.$/s.test(text))).toEqual([]);
  });

  it.each(objects.map(([at]) => [at.join('.') || 'at the top', at] as const))(
    'refuse what is not known: %s',
    (_, at) => {
      expect(validate(replaced(whole, [...at, 'unknown'], true))).toBe(false);
      expect(validate.errors?.map(({ keyword }) => keyword)).toEqual(['additionalProperties']);
    },
  );
});
