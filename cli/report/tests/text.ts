import type { LocatedTrouble, RanCase, RanTest } from '../../policy-tests/test-run.ts';
import { placeText } from '../findings.ts';
import { printable } from '../printable.ts';
import { snippetLines } from '../snippet.ts';
import type { TestReport } from './report.ts';
import { countsOf, coverageLines, saidLines, summaryText, troubleText } from './words.ts';

/** For people, grep and editors: a line for each test, then what failed in full, then how many there are. */
export function renderText(report: TestReport): string {
  const { tests } = report.run;
  const failures = tests.flatMap((test) =>
    test.cases.filter(({ outcome }) => outcome !== 'passed').map((each) => failure(test, each, report)),
  );
  const lines = [
    ...tests.flatMap((test) => testLines(test, report)),
    '',
    ...failures.flatMap((failed) => [...failed, '']),
    ...coverageLines(report.run).flatMap((line, at, all) => (at === all.length - 1 ? [line, ''] : [line])),
    summaryText(report.summary),
  ];
  return `${lines.join('\n')}\n`;
}

function testLines(test: RanTest, { style, verbose }: TestReport): readonly string[] {
  const name = printable(test.name);
  if (test.trouble) return [`${style.red('FAIL')} ${name}: no case could run`, `     ${troubleText(test.trouble)}`];
  const isRight = test.cases.every(({ outcome }) => outcome === 'passed');
  const cases = verbose
    ? test.cases.map((each) => `     ${mark(each.outcome === 'passed', style)} ${printable(each.name)}`)
    : [];
  return [`${mark(isRight, style)} ${name}: ${countsOf(test)}`, ...cases];
}

const mark = (isRight: boolean, style: TestReport['style']): string =>
  isRight ? style.green('ok  ') : style.red('FAIL');

function failure(test: RanTest, each: RanCase, report: TestReport): readonly string[] {
  const { style } = report;
  const where = each.place ? `${style.bold(placeText(each.place))}: ` : '';
  return [
    `${where}${style.red('FAIL')} ${printable(test.name)}/${printable(each.name)}`,
    ...each.troubles.flatMap((trouble) => [`  ${troubleText(trouble)}`, ...snippet(trouble, report)]),
    ...saidLines(each).map((line) => `  ${line}`),
  ];
}

function snippet({ place }: LocatedTrouble, { layout, style, sourceText }: TestReport): readonly string[] {
  const text = layout === 'pretty' && place ? sourceText(place.file) : undefined;
  return place && text !== undefined ? snippetLines(text, place, style).map((line) => `  ${line}`) : [];
}
