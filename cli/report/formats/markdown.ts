import { countsText, seenText } from '../../check/count-findings.ts';
import type { Finding } from '../../../core/model/finding.ts';
import { printable } from '../printable.ts';
import { messageText, plainEvidence, shortened } from './finding-text.ts';
import { linePage, repositoryPath } from './paths.ts';
import type { Report } from './report.ts';

/** In characters: GitHub takes a comment of 65,536. */
const MOST_OF_A_COMMENT = 65_000;

const MOST_OF_A_MESSAGE = 1000;
const MOST_OF_A_LINE = 400;
const MOST_LINES = 40;

/** By this a job finds the comment that it wrote before. */
const MARK = '<!-- stowage validate -->';

/** For a comment on a pull request: the findings by file, each folded over its lines. */
export const renderMarkdown = (report: Report): string =>
  boundedMarkdown(report, MOST_OF_A_COMMENT, (text) => text.length);

/** As much of the same as goes into so much, and how many more there are. */
export function boundedMarkdown(report: Report, most: number, sizeOf: (text: string) => number): string {
  const { findings, summary } = report;
  const start = `${MARK}\n## Stowage: ${countsText(summary)}\n\n${seenText(summary)}.\n`;
  const ending = (left: number): string => (left === 0 ? '' : `\nAnd ${String(left)} more.\n`);
  let text = start;
  let size = sizeOf(start) + sizeOf(ending(findings.length));
  let file: string | undefined;
  for (const [index, finding] of findings.entries()) {
    const isNext = index === 0 || finding.place?.file !== file;
    const item = `${isNext ? fileHeading(finding, report) : ''}\n${findingItem(finding, report)}`;
    size += sizeOf(item);
    if (size > most) return text + ending(findings.length - index);
    text += item;
    file = finding.place?.file;
  }
  return text;
}

const fileHeading = ({ place }: Finding, { surroundings }: Report): string =>
  place ? `\n<h4>${code(repositoryPath(place.file, surroundings))}</h4>\n` : '';

/**
 * Text from files stands in `<code>` within a block of HTML, or within a fence: neither Markdown nor what looks for
 * mentions, references and links reads these.
 */
function findingItem(finding: Finding, report: Report): string {
  const { severity, code: findingCode } = finding;
  const what = `<b>${severity}</b> ${code(findingCode)}${lineLink(finding, report)} ${code(messageText(finding))}`;
  const details = plainEvidence(finding, report);
  if (details.length === 0) return `<p>${what}</p>\n`;
  return `<details><summary>${what}</summary>\n\n${fenced(details)}\n\n</details>\n`;
}

function lineLink({ place }: Finding, { surroundings }: Report): string {
  if (!place) return '';
  const line = `line ${String(place.line)}`;
  const page = linePage(place.file, place.line, surroundings);
  return page === undefined ? ` ${line}` : ` <a href="${escaped(page)}">${line}</a>`;
}

const code = (text: string): string => `<code>${escaped(shortened(printable(text), MOST_OF_A_MESSAGE))}</code>`;

/** A fence that nothing within it closes. */
function fenced(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LINES).map((line) => shortened(line, MOST_OF_A_LINE));
  const body = [...shown, ...(lines.length > MOST_LINES ? ['…'] : [])].join('\n');
  const longest = Math.max(0, ...[...body.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${body}\n${fence}`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
