import type { CheckSummary } from '../../check/count-findings.ts';
import type { FindingsReport } from '../findings.ts';
import type { Finding } from '../../../core/model/finding.ts';

/** Everything that a format may say of a check. Layout and style are of text alone. */
export interface Report extends FindingsReport {
  /** By place, those without one first. Files are named as the user would name them, from `cwd`. */
  readonly findings: readonly Finding[];
  readonly summary: CheckSummary;
  /** The names of the files that were looked at. */
  readonly files: readonly string[];
  /** Of Stowage. */
  readonly version: string;
  readonly failOn: FailOn;
  readonly surroundings: Surroundings;
}

/** The least severity that fails a check. */
export type FailOn = 'error' | 'warn' | 'never';

export interface Surroundings {
  /** Absolute. */
  readonly cwd: string;
  /** The top of the repository, absolute, where the environment says it. */
  readonly top?: string | undefined;
  /** Where the page of a file starts: its path in the repository and `#L7` follow. Ends with a slash. */
  readonly sourceUrl?: string | undefined;
  /** Where the pages of findings lie. Ends with a slash. */
  readonly docsUrl?: string | undefined;
}

export type Renderer = (report: Report) => string;
