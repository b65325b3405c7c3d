import { summaryText } from '../../check/count-findings.ts';
import { renderFindings } from '../findings.ts';
import type { Report } from './report.ts';

/** For people, grep and editors: the findings, then how many there are. */
export const renderText = (report: Report): string =>
  `${renderFindings(report.findings, report)}${explainHint(report)}${summaryText(report.summary)}\n`;

/** Where findings are explained, that there is more to say of each. */
function explainHint({ layout, findings, style }: Report): string {
  const told = findings.find(({ severity }) => severity === 'error') ?? findings[0];
  if (layout === 'line' || !told) return '';
  return `${style.dim(`explain a code: stowage explain ${told.code}`)}\n`;
}
