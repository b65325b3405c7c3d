import type { LocatedTrouble, RanCase, RanTest } from '../../policy-tests/test-run.ts';
import { repositoryPath } from '../formats/paths.ts';
import { printable } from '../printable.ts';
import { xml } from '../xml.ts';
import type { TestReport } from './report.ts';
import { saidLines, troubleText } from './words.ts';

/** JUnit's XML, as Jenkins and GitLab read it: a suite for each test, a case for each of its cases. */
export function renderJunit(report: TestReport): string {
  const { summary, run } = report;
  const errors = summary.broken + summary.brokenTests;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="stowage test"${counts(summary.cases + summary.brokenTests, summary.failed, errors)}>`,
    ...run.tests.flatMap((test) => suite(test, report)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(test: RanTest, report: TestReport): readonly string[] {
  const count = (outcome: RanCase['outcome']): number => test.cases.filter((each) => each.outcome === outcome).length;
  const name = xml(printable(test.name));
  const file = test.place ? ` file="${xml(printable(repositoryPath(test.place.file, report.surroundings)))}"` : '';
  const open = (of: string): string => `    <testcase name="${of}" classname="${name}"${file} time="0"`;
  const body = test.trouble
    ? [`${open(name)}>`, element('error', 'broken', [test.trouble], []), '    </testcase>']
    : test.cases.flatMap((each) => caseLines(each, open(xml(printable(each.name)))));
  const tests = test.trouble ? 1 : test.cases.length;
  const errors = count('broken') + (test.trouble ? 1 : 0);
  return [`  <testsuite name="${name}"${counts(tests, count('failed'), errors)}>`, ...body, '  </testsuite>'];
}

function caseLines(each: RanCase, open: string): readonly string[] {
  switch (each.outcome) {
    case 'passed':
      return [`${open}/>`];
    case 'failed':
      return [`${open}>`, element('failure', 'failed', each.troubles, saidLines(each)), '    </testcase>'];
    case 'broken':
      return [`${open}>`, element('error', 'broken', each.troubles, saidLines(each)), '    </testcase>'];
  }
}

function element(
  tag: 'failure' | 'error',
  type: string,
  troubles: readonly LocatedTrouble[],
  said: readonly string[],
): string {
  const message = printable(troubles.map((trouble) => trouble.message).join('; '));
  const text = [...troubles.map(troubleText), ...said].join('\n');
  return `      <${tag} message="${xml(message)}" type="${type}">${xml(text)}</${tag}>`;
}

const counts = (tests: number, failures: number, errors: number): string =>
  ` tests="${String(tests)}" failures="${String(failures)}" errors="${String(errors)}" skipped="0" time="0"`;
