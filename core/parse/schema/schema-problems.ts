import type { FindingCode } from '../../model/finding.ts';
import type { Schema } from '../../../schemas/generated/schemas.ts';
import { validators } from '../../../schemas/generated/validators.ts';
import type { ValidatorName, Violation } from '../../../schemas/generated/validators.ts';
import { capped } from '../capped.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Problem } from '../problem.ts';
import type { Path } from '../yaml/positions.ts';
import { describeViolation } from './describe-violation.ts';
import { resolvePointer } from './json-pointer.ts';

/** One way in which a value is not what its schema says, in people's words. */
export interface SchemaProblem {
  readonly code: FindingCode;
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly message: string;
  readonly help: string | undefined;
  readonly asWritten?: Problem['asWritten'];
  /** How many more like this one are left out. */
  readonly more?: number | undefined;
}

/**
 * Every problem that the validator finds, in its order, not more of a sort than anybody reads; none where the value is
 * as the schema says. Paths start with
 * `prefix`, for a value that is part of another.
 */
export function schemaProblems(
  name: ValidatorName,
  schema: Schema,
  value: unknown,
  prefix: Path = [],
): readonly SchemaProblem[] {
  const validate = validators[name];
  if (validate(value)) return [];
  const violations = relevant(validate.errors ?? []).map((violation) => ({ violation, code: codeOf(violation) }));
  return capped<CodedViolation>(violations).map(({ violation, code, more }) => {
    const { path: inner, found, schema: expected } = resolvePointer(violation.instancePath, value, schema);
    const path = [...prefix, ...inner];
    const described = describeViolation(violation, path, found, expected);
    const unknownField = violation.keyword === 'additionalProperties';
    return {
      code,
      path: unknownField ? [...path, violation.params.additionalProperty] : path,
      part: unknownField ? 'key' : 'value',
      ...described,
      more,
    };
  });
}

interface CodedViolation {
  readonly code: FindingCode;
  readonly violation: Violation;
  readonly more?: number;
}

/** What another violation says better is left out. */
const relevant = (violations: readonly Violation[]): readonly Violation[] =>
  violations.filter((violation, at) => !isMistypedToo(violations, at) && !isMisspelt(violations, violation));

/** A value of the wrong type is no allowed value either, told right before or after: only the type is worth telling. */
function isMistypedToo(violations: readonly Violation[], at: number): boolean {
  const violation = violations[at];
  const isType = (other: Violation | undefined): boolean =>
    other?.keyword === 'type' && other.instancePath === violation?.instancePath;
  return violation?.keyword === 'enum' && (isType(violations[at - 1]) || isType(violations[at + 1]));
}

/** A field that is missing because its name is misspelt is told of at the name. */
function isMisspelt(violations: readonly Violation[], violation: Violation): boolean {
  if (violation.keyword !== 'required') return false;
  return violations.some(
    (other) =>
      other.keyword === 'additionalProperties' &&
      other.instancePath === violation.instancePath &&
      didYouMean(other.params.additionalProperty, [violation.params.missingProperty]) !== undefined,
  );
}

function codeOf({ keyword }: Violation): FindingCode {
  switch (keyword) {
    case 'additionalProperties':
      return 'schema/unknown-field';
    case 'required':
      return 'schema/missing-field';
    case 'type':
      return 'schema/wrong-type';
    case 'enum':
    case 'pattern':
    case 'minimum':
    case 'maximum':
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties':
      return 'schema/wrong-value';
  }
}
