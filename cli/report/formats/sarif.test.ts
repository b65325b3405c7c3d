import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../../schemas/generated/finding-codes.ts';
import { renderSarif } from './sarif.ts';
import { checkedSarif } from './testing/check-sarif.ts';
import { PLAIN_REPORT, reportWith } from './testing/fixture.ts';

const SURROUNDINGS = { cwd: '/home/me/config', docsUrl: 'https://docs.example/findings/' };

describe('SARIF', () => {
  it('has a result for each finding, with a location even where there is none', () => {
    const results = checkedSarif(renderSarif(PLAIN_REPORT));
    expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual(
      PLAIN_REPORT.findings.map(({ code, severity }) => `${severity} ${code}`),
    );
    expect(results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe('./');
  });

  it('leads to the rule that says no, and to where a name stood first', () => {
    const results = checkedSarif(renderSarif(PLAIN_REPORT));
    const related = results.map(({ relatedLocations = [] }) =>
      relatedLocations.map(({ physicalLocation }) => physicalLocation.artifactLocation.uri),
    );
    expect(related).toEqual([[], [], [], ['boxes/rack-a.yaml'], ['policies/small.yaml']]);
  });

  it('is whole with every code there is', () => {
    const findings = FINDING_CODES.map((code) => ({ code, severity: 'error' as const, message: 'wrong' }));
    expect(checkedSarif(renderSarif(reportWith(findings, { surroundings: SURROUNDINGS })))).toHaveLength(
      FINDING_CODES.length,
    );
  });

  it.each([
    ['see [this](https://evil.example)', 'see \\[this\\](https://evil.example)'],
    ['[[a](1)', '[\\[a\\](1)'],
    ['say {0} or {x}', 'say {{0}} or {x}'],
    ['a list [1, 2]', 'a list [1, 2]'],
  ])('makes neither link nor placeholder of %s', (message, text) => {
    const [result] = checkedSarif(renderSarif(reportWith([{ code: 'yaml/syntax', severity: 'error', message }])));
    expect(result?.message.text).toBe(text);
  });
});
