import { isError } from '../../core/model/finding.ts';
import type { Finding } from '../../core/model/finding.ts';
import type { Configuration, DeclaredObject } from '../../core/model/configuration.ts';
import { locateFindings, parseFiles, resolve, sortFindings } from '../../core/parse/index.ts';
import type { SourceFile } from '../../core/parse/index.ts';
import { policyFindings } from './policy-findings.ts';

/** What the files of a revision declare, and everything that is wrong with them. */
export interface CheckedFiles {
  readonly objects: readonly DeclaredObject[];
  /** How many objects of other people's kinds lie beside them. */
  readonly passedOver: number;
  /** `undefined` where a finding is an error. */
  readonly configuration: Configuration | undefined;
  readonly findings: readonly Finding[];
}

/**
 * The whole way from text to a configuration that may be proposed: YAML, schemas, references, policies, and what
 * policies say of the objects. `validate`, `plan` and the controller all go it, so that they never disagree.
 */
export function checkFiles(files: readonly SourceFile[]): CheckedFiles {
  const parsed = parseFiles(files);
  const { configuration, findings: ofReferences } = resolve(parsed);
  const objects = parsed.objects.map(({ object }) => object);
  const ofPolicies = policyFindings({ configuration, policies: policiesOf(parsed, configuration), objects });
  const found = [...parsed.findings, ...ofReferences, ...locateFindings(parsed, ofPolicies)];
  const findings = objects.length === 0 && found.length === 0 ? [NOTHING_DECLARED] : sortFindings(found);
  const passedOver = parsed.passedOver.reduce((sum, { count }) => sum + count, 0);
  return { objects, passedOver, configuration: findings.some(isError) ? undefined : configuration, findings };
}

/** An empty revision is a mistake: taking everything away at once is nobody's intent. */
const NOTHING_DECLARED: Finding = {
  code: 'source/empty',
  severity: 'error',
  message: 'nothing is declared: no .yaml or .yml file holds an object of Stowage',
  help: 'check the path; "stowage init" writes a repository to start from',
};

/** Policies stand on their own: they are checked although something else is broken. */
function policiesOf(
  parsed: ReturnType<typeof parseFiles>,
  configuration: Configuration | undefined,
): Configuration['policies'] {
  if (configuration) return configuration.policies;
  const objects = parsed.objects.filter(({ object }) => object.kind === 'PlacementPolicy');
  return resolve({ ...parsed, objects, findings: [] }).configuration?.policies ?? [];
}
