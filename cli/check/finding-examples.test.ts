import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../schemas/generated/finding-codes.ts';
import { findingExplanations } from '../../schemas/generated/finding-explanations.ts';
import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import { renderFindings } from '../report/findings.ts';
import { pagePath } from '../report/finding-page.ts';
import { PLAIN } from '../report/style.ts';
import { checkFiles } from './check-files.ts';

type Files = Readonly<Record<string, string>>;

const filesOf = (files: Files) => Object.entries(files).map(([name, text]) => ({ path: name, text }));

function check(files: Files, base: Files | undefined): readonly Finding[] {
  return checkFiles(filesOf(files), { base: base && checkFiles(filesOf(base)).objects }).findings;
}

const printed = (findings: readonly Finding[]): string =>
  renderFindings(findings, { layout: 'line', style: PLAIN, sourceText: () => undefined }).trimEnd();

const all = FINDING_CODES.map((code) => findingExplanations[code]);
const examples = all.flatMap(({ example, ...explanation }) =>
  example.kind === 'files' ? [{ ...explanation, ...example }] : [],
);
const seen = all.flatMap(({ example, ...explanation }) =>
  example.kind === 'seen' ? [{ ...explanation, ...example }] : [],
);

describe.each(examples)('the example of $code', ({ code, severity, base, wrong, place, output, right }) => {
  it('makes that finding where it is marked, and no other error', () => {
    const findings = check(wrong, base);
    const made = findings.filter((finding) => finding.code === code);
    expect(made).toMatchObject([{ severity, ...(place && { place }) }]);
    expect(made[0]?.place === undefined).toBe(place === undefined);
    expect(printed(made)).toBe(output);
    expect(findings.filter((finding) => isError(finding) && finding.code !== code)).toEqual([]);
  });

  it('is mended by what it says is right', () => {
    const left = check(right, base).filter((finding) => isError(finding) || finding.code === code);
    expect(left).toEqual([]);
  });
});

it.each(seen)('$code is shown as it is printed', ({ code, severity, output }) => {
  expect(output).toMatch(new RegExp(`^(\\S+:\\d+:\\d+: )?${severity} ${code} \\S`));
});

it('each code has its page', () => {
  const root = path.join(import.meta.dirname, '../..');
  expect(FINDING_CODES.filter((code) => !existsSync(path.join(root, pagePath(code))))).toEqual([]);
});
