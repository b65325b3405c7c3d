import type { Finding } from '../../../core/model/finding.ts';
import { messageText, objectText, plainEvidence } from './finding-text.ts';
import { repositoryPath } from './paths.ts';
import { printable } from '../printable.ts';
import { xml } from '../xml.ts';
import { failsCheck } from './fails-check.ts';
import type { Report } from './report.ts';

/** What lies in no file. */
const NO_FILE = 'repository';

/**
 * JUnit's XML, as Jenkins and GitLab read it: a suite for each file, a case for each finding, because both show one
 * failure of a case. A file without findings is a case that passed.
 */
export function renderJunit(report: Report): string {
  const suites = suitesOf(report);
  const cases = suites.map(([file, findings]) => suite(file, findings, report));
  const fails = report.findings.filter(({ severity }) => failsCheck(severity, report.failOn)).length;
  const tests = suites.reduce((sum, [, findings]) => sum + Math.max(1, findings.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="stowage validate"${counts(tests, fails)}>`,
    ...cases.flat(),
    '</testsuites>',
    '',
  ].join('\n');
}

type Suite = readonly [file: string | undefined, findings: readonly Finding[]];

function suitesOf({ files, findings }: Report): readonly Suite[] {
  const suites = new Map<string | undefined, Finding[]>();
  if (findings.some(({ place }) => !place)) suites.set(undefined, []);
  const named = [...files, ...findings.flatMap(({ place }) => (place ? [place.file] : []))];
  for (const file of named.toSorted()) suites.set(file, []);
  for (const finding of findings) suites.get(finding.place?.file)?.push(finding);
  return [...suites];
}

function suite(file: string | undefined, findings: readonly Finding[], report: Report): readonly string[] {
  const path = file === undefined ? undefined : printable(repositoryPath(file, report.surroundings));
  const place = `classname="${xml(path ?? NO_FILE)}"${path === undefined ? '' : ` file="${xml(path)}"`}`;
  const fails = findings.filter(({ severity }) => failsCheck(severity, report.failOn)).length;
  const names = caseNames(findings);
  return [
    `  <testsuite name="${xml(path ?? NO_FILE)}"${counts(Math.max(1, findings.length), fails)}>`,
    ...(findings.length === 0 ? [`    <testcase name="valid" ${place} time="0"/>`] : []),
    ...findings.flatMap((finding, index) => [
      `    <testcase name="${xml(names[index] ?? '')}" ${place} time="0">`,
      outcome(finding, report),
      '    </testcase>',
    ]),
    '  </testsuite>',
  ];
}

const counts = (tests: number, failures: number): string =>
  ` tests="${String(tests)}" failures="${String(failures)}" errors="0" skipped="0" time="0"`;

/** Without lines, so that a case is known again; both systems take cases of one name for one, so the next are numbered. */
function caseNames(findings: readonly Finding[]): readonly string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const name = [finding.code, objectText(finding)].filter((part) => part !== '').join(' ');
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return nth === 1 ? name : `${name} (${String(nth)})`;
  });
}

function outcome(finding: Finding, report: Report): string {
  const { severity, code, place } = finding;
  const where = place
    ? `${printable(repositoryPath(place.file, report.surroundings))}:${String(place.line)}:${String(place.column)}: `
    : '';
  const text = [`${where}${severity} ${code} ${messageText(finding)}`, ...plainEvidence(finding, report)].join('\n');
  if (!failsCheck(severity, report.failOn)) return `      <system-out>${xml(text)}</system-out>`;
  return `      <failure message="${xml(messageText(finding))}" type="${xml(code)}">${xml(text)}</failure>`;
}
