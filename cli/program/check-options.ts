import type { FailOn } from '../report/formats/report.ts';

/** Options of the commands that check a repository. */

export const PRETTY = ['--pretty', 'show the line of the file below each finding, as on a terminal'] as const;

export const POLICIES_FROM = [
  '--policies-from <rev>',
  'also ask the policies of this revision that were dropped, weakened or given an exception since',
] as const;

export const FAIL_ON: readonly FailOn[] = ['error', 'warn', 'never'];
