import { isRuleKind } from '../../core/cases/inventory.ts';
import type { Finding } from '../../core/model/finding.ts';
import { isError } from '../../core/model/finding.ts';
import type { Limits } from '../../core/model/limits.ts';
import { parseFiles, withPacks } from '../../core/parse/index.ts';
import { resolveObjects } from '../../core/parse/resolve/resolve-objects.ts';
import { CliError } from '../cli-error.ts';
import { installedPacks } from '../packs/pack-library.ts';
import { placeText } from '../report/findings.ts';
import type { EarlierRules } from './earlier-rules.ts';
import type { ReadPath } from './read-path.ts';

/**
 * The policies that a revision has in force, of the files read from it. They are told of as lying in `REVISION:FILE`, as
 * Git writes it.
 * @throws CliError `file` where what declares them is broken: a rule that nobody can read must not go by unasked
 */
export function earlierRules({ files: read, findings }: ReadPath, revision: string, limits: Limits): EarlierRules {
  const files = read.map((file) => ({ ...file, path: `${revision}:${file.path}` }));
  const parsed = withPacks(parseFiles(files, { limits }), installedPacks(), limits);
  const unread = findings.find(isError) ?? parsed.findings.find((finding) => isOfRules(finding, files));
  if (unread) throw unreadable(revision, unread);
  const rules = parsed.objects.filter(({ object }) => isRuleKind(object.kind));
  const { configuration, problems } = resolveObjects(rules.map(({ object }) => object));
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem) throw unreadable(revision, problem);
  const { policies, exceptions } = configuration;
  const objects = parsed.objects.filter(({ object }) => isRuleKind(object.kind) || object.kind === 'PolicyTest');
  return { set: { policies, exceptions, asOf: revision }, sources: { files: parsed.files, objects } };
}

/** Of a file that cannot be read as YAML nobody knows what it declares: its text tells whether it may be a rule. */
function isOfRules({ severity, object, place }: Finding, files: EarlierRules['sources']['files']): boolean {
  if (severity !== 'error') return false;
  if (object) return isRuleKind(object.kind);
  const text = files.find(({ path }) => path === place?.file)?.text ?? '';
  return /\bPlacementPolicy\b|\bPolicyBinding\b|\bPolicyException\b/.test(text);
}

function unreadable(revision: string, { message, place }: Pick<Finding, 'message' | 'place'>): CliError {
  const where = place ? `${placeText(place)}: ` : '';
  return new CliError('file', `the policies of ${revision} cannot be read: ${where}${message}`);
}
