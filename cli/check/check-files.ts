import type { SourceFile } from '../../core/parse/index.ts';
import { finishCheck, startCheck } from './check-steps.ts';
import type { CheckedFiles, CheckFilesOptions } from './check-steps.ts';
import { policyFindings } from './policy-findings.ts';

/**
 * The whole way from text to a configuration that may be proposed: YAML, schemas, references, policies, and what
 * policies say of the objects. `validate`, `plan` and the controller all go it, so that they never disagree.
 */
export const checkFiles = (files: readonly SourceFile[], options: CheckFilesOptions = {}): CheckedFiles =>
  finishCheck(startCheck(files, options), policyFindings);
