import type { Problem, ValuePart } from '../problem.ts';

/** A value of one of the objects that are resolved. */
export interface ObjectAddress extends ValuePart {
  /** Index into the list of objects. */
  readonly object: number;
}

/** A problem between objects, before anybody has looked up their files. */
export interface ObjectProblem extends Omit<Problem, 'at' | 'elsewhere' | 'object'> {
  readonly at: ObjectAddress;
  readonly elsewhere?: ObjectAddress | undefined;
}
