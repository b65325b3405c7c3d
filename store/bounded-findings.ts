import type { Finding } from '../core/model/finding.ts';
import { isError } from '../core/model/finding.ts';

/** In characters of JSON: with the rest of its record it fits a transaction. */
const MOST = 200_000;

/** Findings as records keep them. */
export interface KeptFindings {
  readonly findings: readonly Finding[];
  /** How many more there were than a record takes. */
  readonly findingsLeftOut: number;
}

/** As many findings as a record takes, errors before others, else in the order given. */
export function keptFindings(findings: readonly Finding[]): KeptFindings {
  const ordered = [...findings.filter(isError), ...findings.filter((finding) => !isError(finding))];
  let room = MOST;
  const kept = ordered.filter((finding) => {
    room -= JSON.stringify(finding).length;
    return room >= 0;
  });
  return { findings: kept, findingsLeftOut: findings.length - kept.length };
}
