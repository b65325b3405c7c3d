import { countsText, summaryText } from '../../check/count-findings.ts';
import type { Finding, Severity } from '../../../core/model/finding.ts';
import { findingText } from '../findings.ts';
import { printable } from '../printable.ts';
import { messageText, plainEvidence } from './finding-text.ts';
import { repositoryPath } from './paths.ts';
import type { Report } from './report.ts';

/** GitHub shows no more annotations of a level for a step. */
const MOST_OF_A_LEVEL = 10;

/**
 * Workflow commands of GitHub Actions: a step that prints them leaves annotations in the files. What it would not show
 * is printed as text, and one notice, which counts as one, says how much that is.
 */
export function renderGithub(report: Report): string {
  const { annotated, rest } = shared(report.findings);
  const commands = annotated.map((finding) => command(finding, report));
  const texts = rest.map((finding) => `- ${harmless(`${finding.severity} ${findingText(finding)}`)}`);
  const notice = rest.length === 0 ? [] : [`::notice title=stowage validate::${data(foldedText(rest))}`];
  return [...commands, ...notice, ...texts, summaryText(report.summary), ''].join('\n');
}

interface Shared {
  readonly annotated: readonly Finding[];
  readonly rest: readonly Finding[];
}

function shared(findings: readonly Finding[]): Shared {
  const whole = sharedBy(findings, MOST_OF_A_LEVEL);
  return whole.rest.length === 0 ? whole : sharedBy(findings, MOST_OF_A_LEVEL - 1);
}

function sharedBy(findings: readonly Finding[], mostNotes: number): Shared {
  const room = { error: MOST_OF_A_LEVEL, warning: MOST_OF_A_LEVEL, note: mostNotes };
  const annotated: Finding[] = [];
  const rest: Finding[] = [];
  for (const finding of findings) (room[finding.severity]-- > 0 ? annotated : rest).push(finding);
  return { annotated, rest };
}

function foldedText(rest: readonly Finding[]): string {
  const count = (severity: Severity): number => rest.filter((finding) => finding.severity === severity).length;
  const counts = countsText({ errors: count('error'), warnings: count('warning'), notes: count('note') });
  return `${counts} more than GitHub annotates: see the log of this step, or its summary`;
}

function command(finding: Finding, report: Report): string {
  const properties = Object.entries({ ...placeProperties(finding, report), title: finding.code })
    .map(([name, value]) => `${name}=${property(value)}`)
    .join(',');
  const text = [messageText(finding), ...plainEvidence(finding, report)].join('\n');
  return `::${level(finding.severity)} ${properties}::${data(text)}`;
}

/** GitHub takes columns only of places within a line, the end included. */
function placeProperties({ place }: Finding, { surroundings }: Report): Readonly<Record<string, string>> {
  if (!place) return {};
  const { file, line, endLine, column, endColumn } = place;
  const lines = { file: repositoryPath(file, surroundings), line: String(line), endLine: String(endLine) };
  if (line !== endLine) return lines;
  return { ...lines, col: String(column), endColumn: String(Math.max(column, endColumn - 1)) };
}

function level(severity: Severity): 'error' | 'warning' | 'notice' {
  return severity === 'note' ? 'notice' : severity;
}

/** As the runner takes it apart again. What else could steer a terminal is written out. */
const data = (text: string): string =>
  text
    .split(/(\r|\n)/)
    .map((part) => (part === '\r' ? '%0D' : part === '\n' ? '%0A' : printable(part).replaceAll('%', '%25')))
    .join('');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** The runner finds commands of its first form anywhere in a line. */
const harmless = (text: string): string => text.replaceAll('##[', '## [');
