import { describe, expect, it } from 'vitest';
import { toJson, toYaml } from './machine.ts';

const VALUE = {
  bytes: 2n ** 60n,
  domains: new Map([['rack', 'a']]),
  groups: new Set(['x', 'y']),
  nothing: undefined,
  yes: 'true',
};

describe('output for programs', () => {
  it('is JSON that keeps what JSON cannot say', () => {
    expect(JSON.parse(toJson(VALUE))).toEqual({
      bytes: '1152921504606846976',
      domains: { rack: 'a' },
      groups: ['x', 'y'],
      yes: 'true',
    });
  });

  it('is the same as YAML, with text that looks like something else quoted', () => {
    expect(toYaml(VALUE)).toBe(
      "bytes: '1152921504606846976'\ndomains:\n  rack: a\ngroups:\n  - x\n  - 'y'\n'yes': 'true'\n",
    );
  });
});
