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
  readonly object?: ObjectReference;
  /** The rule that says so, when it was a policy's. */
  readonly rule?: RuleReference;
  /** What the failed expression read: `request.sizeGiB` ▶ `16384`. */
  readonly values?: Readonly<Record<string, string>>;
}

/** A validation of a PlacementPolicy. */
export interface RuleReference {
  readonly policy: string;
  /** Index into spec.validations. */
  readonly index: number;
  readonly expression: string;
  readonly place?: Place;
}

/** Every code a finding can have. Each is stable: people silence and search for them. */
export type FindingCode =
  | 'source/unreadable'
  | 'source/empty'
  | 'source/ref-not-found'
  | 'source/path-not-found'
  | 'source/not-a-regular-file'
  | 'source/file-too-large'
  | 'source/too-many-files'
  | 'source/not-utf8'
  | 'yaml/syntax'
  | 'yaml/too-deep'
  | 'yaml/too-many-aliases'
  | 'yaml/duplicate-key'
  | 'yaml/not-an-object'
  | 'schema/unknown-kind'
  | 'schema/unknown-version'
  | 'schema/unknown-field'
  | 'schema/missing-field'
  | 'schema/wrong-type'
  | 'schema/wrong-value'
  | 'reference/duplicate-name'
  | 'reference/duplicate-drive'
  | 'reference/not-found'
  | 'reference/cycle'
  | 'reference/ambiguous'
  | 'policy/syntax'
  | 'policy/type'
  | 'policy/not-bool'
  | 'policy/too-large'
  | 'policy/evaluation'
  | 'policy/denied'
  | 'plan/holds-data'
  | 'plan/no-longer-survives'
  | 'plan/immutable';

export const isError = (finding: Finding): boolean => finding.severity === 'error';
