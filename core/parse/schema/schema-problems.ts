import type { FindingCode } from '../../model/finding.ts';
import type { Schema } from '../../../schemas/generated/schemas.ts';
import { validators } from '../../../schemas/generated/validators.ts';
import type { ValidatorName, Violation } from '../../../schemas/generated/validators.ts';
import { capped } from '../capped.ts';
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

/** A value of the wrong type is no allowed value either, told right before or after: only the type is worth telling. */
function relevant(violations: readonly Violation[]): readonly Violation[] {
  return violations.filter((violation, index) => {
    const isMistyped = (other: Violation | undefined): boolean =>
      other?.keyword === 'type' && other.instancePath === violation.instancePath;
    return violation.keyword !== 'enum' || !(isMistyped(violations[index - 1]) || isMistyped(violations[index + 1]));
  });
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
