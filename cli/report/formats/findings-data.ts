import type { CheckSummary } from '../../check/count-findings.ts';
import type { Finding } from '../../../core/model/finding.ts';
import { snippetText } from '../snippet.ts';
import { codePage } from './paths.ts';
import type { Report } from './report.ts';

/** The shape of JSON and YAML: docs/validate.md says what it means. Fields are added, never changed. */
export interface FindingsData {
  readonly summary: CheckSummary;
  readonly findings: readonly FindingData[];
}

interface FindingData extends Finding {
  /** The line that the place starts on; of a very long line what is round the place. */
  readonly snippet?: string;
  /** URL of the page of the code. */
  readonly docs?: string;
}

export const findingsData = (report: Report): FindingsData => ({
  summary: report.summary,
  findings: report.findings.map((finding) => findingData(finding, report)),
});

function findingData(finding: Finding, { sourceText, surroundings }: Report): FindingData {
  const source = finding.place && sourceText(finding.place.file);
  const snippet = finding.place && source !== undefined ? snippetText(source, finding.place) : undefined;
  const docs = codePage(finding.code, surroundings);
  return { ...finding, ...(snippet !== undefined && { snippet }), ...(docs !== undefined && { docs }) };
}
