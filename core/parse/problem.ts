import type { FindingCode, ObjectReference, Severity } from '../model/finding.ts';
import type { Path } from './yaml/positions.ts';
import type { TextRange } from './yaml/scalar-offsets.ts';

/** Where something stands, before anybody has counted lines. */
export type Address =
  | ({ readonly kind: 'value'; readonly file: string; readonly document: number } & ValuePart)
  /** UTF-16 units of the file. */
  | ({ readonly kind: 'run'; readonly file: string } & TextRange);

/** A value of an object, or the key that it stands under. */
export interface ValuePart {
  readonly path: Path;
  /** Default: the value. */
  readonly part?: 'key' | 'value';
  /** UTF-16 units of the value, where it is a string: what an error in an expression is about. */
  readonly range?: TextRange;
}

/** What is wrong with a value, and what to do about it. */
export interface Description {
  readonly message: string;
  readonly help: string | undefined;
}

/** A finding before its place is known. */
export interface Problem {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
  readonly help?: string | undefined;
  /** The same by how the value is written, where that says more: `1.30`, which was read as 1.3. */
  readonly asWritten?: ((source: string) => Description) | undefined;
  readonly at: Address;
  /** Another place that the message is told with: where the name stood first. */
  readonly elsewhere?: Address | undefined;
  readonly object?: ObjectReference | undefined;
  /** How many more like this one are left out. */
  readonly more?: number | undefined;
}
