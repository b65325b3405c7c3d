import type { FindingCode } from '../../schemas/generated/finding-codes.ts';

export type { FindingCode };

/** How bad a finding is: an error refuses the revision, a warning does not, a note only tells. */
export type Severity = 'error' | 'warning' | 'note';

/** A place in a file: 1-based line and column, both counted in characters; the end is exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The object a finding is about. */
export interface ObjectReference {
  readonly kind: string;
  readonly name: string;
}

/** Something a person should know about what was declared. Core returns findings; it throws only for bugs. */
export interface Finding {
  /** Stable, `area/what`. */
  readonly code: FindingCode;
  readonly severity: Severity;
  /** What is wrong, in one sentence, without the place. */
  readonly message: string;
  /** What to do about it, where that is known. */
  readonly help?: string;
  /** Missing only for problems that lie in no file, such as an empty repository. */
  readonly place?: Place;
  /** Another place that the message is told with: where the name stood first. */
  readonly elsewhere?: Place;
  readonly object?: ObjectReference;
  /** How many more like this one are left out: what is wrong everywhere is told a hundred times. */
  readonly more?: number;
  /** The rule that says so, when it was a policy's. */
  readonly rule?: RuleReference;
  /** What the failed expression read: `request.sizeGiB` ▶ `16384`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A validation of a PlacementPolicy. */
export interface RuleReference {
  readonly policy: string;
  /** Index into spec.validations; at scope Score, into spec.scores. */
  readonly index: number;
  /** What the policy calls it, where it has a name. */
  readonly name?: string;
  readonly expression: string;
  readonly place?: Place;
}

/** How a rule is called wherever people read of it: `mirrors-span-racks[survives]`, `small-volumes[0]`. */
export const ruleLabel = ({ policy, index, name }: RuleReference): string => `${policy}[${name ?? String(index)}]`;

export const isError = (finding: Finding): boolean => finding.severity === 'error';
