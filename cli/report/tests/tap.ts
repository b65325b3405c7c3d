import type { LocatedTrouble, RanCase, RanTest } from '../../policy-tests/test-run.ts';
import { toYaml } from '../machine.ts';
import { printable } from '../printable.ts';
import type { TestReport } from './report.ts';
import { coverageLines, saidLines, troubleText } from './words.ts';

/** TAP 14 (https://testanything.org): a subtest for each test, with what failed as YAML. */
export function renderTap({ run }: TestReport): string {
  const points = run.tests.flatMap((test, index) => testPoints(test, index + 1));
  return [
    `TAP version 14`,
    `1..${String(run.tests.length)}`,
    ...points,
    ...coverageLines(run).map((line) => `# ${line}`),
    '',
  ].join('\n');
}

function testPoints(test: RanTest, number: number): readonly string[] {
  const name = description(test.name);
  if (test.trouble) return [`not ok ${String(number)} - ${name}`, ...diagnostics('broken', [test.trouble], [])];
  const isRight = test.cases.every(({ outcome }) => outcome === 'passed');
  const subtest = [
    `1..${String(test.cases.length)}`,
    ...test.cases.flatMap((each, index) => casePoint(each, index + 1)),
  ];
  return [
    `# Subtest: ${name}`,
    ...subtest.map((line) => `    ${line}`),
    `${isRight ? 'ok' : 'not ok'} ${String(number)} - ${name}`,
  ];
}

function casePoint(each: RanCase, number: number): readonly string[] {
  const name = `${String(number)} - ${description(each.name)}`;
  if (each.outcome === 'passed') return [`ok ${name}`];
  return [`not ok ${name}`, ...diagnostics(each.outcome, each.troubles, saidLines(each))];
}

/** What would read as a directive is escaped. */
const description = (text: string): string => printable(text).replace(/[\\#]/g, '\\$&');

function diagnostics(outcome: string, troubles: readonly LocatedTrouble[], said: readonly string[]): readonly string[] {
  const [first] = troubles;
  const place = first?.place;
  const yaml = toYaml({
    message: printable(troubles.map(({ message }) => message).join('; ')),
    severity: outcome === 'failed' ? 'fail' : 'error',
    ...(place && { at: { file: printable(place.file), line: place.line, column: place.column } }),
    troubles: troubles.map(troubleText),
    ...(said.length > 0 && { said }),
  });
  return ['---', ...yaml.trimEnd().split('\n'), '...'].map((line) => `  ${line}`);
}
