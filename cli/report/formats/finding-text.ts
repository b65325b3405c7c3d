import type { Finding } from '../../../core/model/finding.ts';
import { evidenceLines, helpSentence } from '../findings.ts';
import { printable } from '../printable.ts';
import { PLAIN } from '../style.ts';
import type { Report } from './report.ts';

/** What is wrong and what to do, in one line. */
export const messageText = (finding: Finding): string => `${printable(finding.message)}${helpSentence(finding)}`;

/** The lines of the files a finding is about, marked, and what was read; plain. */
export const plainEvidence = (finding: Finding, { sourceText }: Report): readonly string[] =>
  evidenceLines(finding, { style: PLAIN, sourceText });

/** Who is wrong: `Backend main`; empty where no object is. */
export const objectText = ({ object }: Finding): string =>
  object ? `${printable(object.kind)} ${printable(object.name)}` : '';

/** A text of at most so many characters, with what shows that it goes on. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
