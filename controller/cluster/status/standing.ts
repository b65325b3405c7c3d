import type { Finding } from '../../../core/model/finding.ts';
import { isError } from '../../../core/model/finding.ts';
import type { Member } from '../source/member.ts';
import type { Standing } from './conditions.ts';

/** What became of the objects of a cluster, as far as they are known to be a revision. */
export interface Verdicts {
  /** Digests by id of what the driver runs. */
  readonly active: ReadonlyMap<string, string>;
  /** Of the objects as they were whole last. */
  readonly latest: Verdict;
}

export type Verdict =
  /** They were never whole, or the driver has not looked at them. */
  | { readonly kind: 'pending'; readonly why: string }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] };

/** How one object stands. What runs as it says is active, whatever is wrong with others. */
export function standingOf({ id, digest }: Member, { active, latest }: Verdicts): Standing {
  if (active.get(id) === digest) return { kind: 'active' };
  if (latest.kind === 'pending') return { kind: 'pending', message: latest.why };
  const errors = latest.findings.filter(isError);
  const own = errors.filter(({ object }) => object !== undefined && `${object.kind}/${object.name}` === id);
  return { kind: 'refused', message: own.length > 0 ? own.map(textOf).join('\n') : ofOthers(errors) };
}

const textOf = ({ code, message, help }: Finding): string =>
  help === undefined ? `${code}: ${message}` : `${code}: ${message}. ${help}`;

/** A revision is taken whole or not at all. */
function ofOthers(errors: readonly Finding[]): string {
  const [first] = errors;
  if (!first) return 'the revision that it belongs to was refused';
  const object = first.object ? `${first.object.kind}/${first.object.name}: ` : '';
  const more = errors.length === 1 ? '' : `, and ${String(errors.length - 1)} more`;
  return `it is right, but others of its revision are not, and a revision is taken whole or not at all: ${object}${textOf(first)}${more}`;
}
