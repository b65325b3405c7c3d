import type { Schema } from '../../../schemas/generated/schemas.ts';
import type { Violation } from '../../../schemas/generated/validators.ts';
import { didYouMean, suggestion } from '../did-you-mean.ts';
import type { Description } from '../problem.ts';
import type { Path } from '../yaml/positions.ts';
import { isRecord, pathText } from './json-pointer.ts';
import { PATTERN_REASONS } from './pattern-reasons.ts';

interface Described extends Description {
  readonly asWritten?: (source: string) => Description;
}

/** What is wrong and what to do about it. The schema is that of the value at the path, where it has one. */
export function describeViolation(
  violation: Violation,
  path: Path,
  found: unknown,
  schema: Schema | undefined,
): Described {
  const name = path.length === 0 ? 'the object' : pathText(path);
  switch (violation.keyword) {
    case 'additionalProperties':
      return unknownField(name, violation.params.additionalProperty, schema);
    case 'required': {
      const { missingProperty } = violation.params;
      const description = schema?.properties?.[missingProperty]?.description;
      return { message: `${name} lacks ${missingProperty}`, help: description };
    }
    case 'type':
      return wrongType(name, violation.params.type, found, schema);
    case 'enum':
      return notAllowed(name, found, violation.params.allowedValues);
    case 'pattern': {
      const reason = PATTERN_REASONS[violation.params.pattern];
      return {
        message: `${name} is ${valueText(found)}, which is not ${reason?.noun ?? 'allowed'}`,
        help: (typeof found === 'string' ? reason?.meant?.(found) : undefined) ?? reason?.help,
      };
    }
    case 'minimum':
      return {
        message: `${name} is ${valueText(found)}; the least is ${String(violation.params.limit)}`,
        help: undefined,
      };
    case 'maximum':
      return {
        message: `${name} is ${valueText(found)}; the most is ${String(violation.params.limit)}`,
        help: undefined,
      };
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return tooFew(name, violation.params.limit, violation.keyword);
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return tooMany(name, violation.params.limit, sizeOf(found), violation.keyword);
  }
}

const FIELDS_TO_LIST = 12;

function unknownField(name: string, field: string, schema: Schema | undefined): Description {
  const message = `${name} has no field ${shortened(field)}`;
  if (field === '<<') return { message, help: 'Merge keys are not part of YAML 1.2: write the fields out.' };
  const fields = Object.keys(schema?.properties ?? {});
  const list = fields.length <= FIELDS_TO_LIST ? `Its fields are ${fields.join(', ')}.` : undefined;
  return { message, help: suggestion(field, fields) ?? list };
}

const TYPE_NOUNS: Readonly<Record<string, string>> = {
  object: 'a mapping',
  array: 'a list',
  string: 'a string',
  integer: 'a whole number',
  boolean: 'true or false',
};

function wrongType(name: string, type: string, found: unknown, schema: Schema | undefined): Described {
  const noun = TYPE_NOUNS[type] ?? type;
  if (found === null)
    return {
      message: `${name} is empty; it needs ${noun}`,
      help: 'Give it a value; what is optional may be left out.',
    };
  const description = { message: `${name} needs ${noun}; got ${described(found)}`, help: retyped(type, found, schema) };
  if (type !== 'string' || typeof found !== 'number') return description;
  // Not so an alias, and what JavaScript writes otherwise.
  const isSource = (source: string): boolean => source.length <= LONGEST_SHOWN && Number(source) === found;
  const asWritten = (source: string): Description =>
    isSource(source)
      ? { message: `${name} needs ${noun}; got the number ${source}`, help: `Quote it: "${source}".` }
      : description;
  return { ...description, asWritten };
}

/** How to write what was probably meant. */
function retyped(type: string, found: unknown, schema: Schema | undefined): string | undefined {
  // It was rounded when it was read: nobody knows what stood there.
  if (Number.isInteger(found) && !Number.isSafeInteger(found)) return 'Quote it, as it stands.';
  const scalar = typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean';
  if (!scalar) return undefined;
  if (type === 'string') return `Quote it: "${shortened(String(found))}".`;
  if (type === 'array' && schema?.items?.type === typeof found)
    return `Write it as a list: [${shortened(String(found))}].`;
  const unquoted = type === 'integer' ? /^\d{1,9}$/ : type === 'boolean' ? /^(true|false)$/ : undefined;
  return typeof found === 'string' && unquoted?.test(found) === true ? `Take the quotes away: ${found}.` : undefined;
}

function notAllowed(name: string, found: unknown, allowed: readonly string[]): Description {
  const message = `${name} cannot be ${valueText(found)}`;
  const [only] = allowed;
  if (allowed.length === 1 && only !== undefined) return { message, help: `It is always ${only}.` };
  const meant = typeof found === 'string' ? didYouMean(found, allowed) : undefined;
  const choice = `It is one of ${allowed.join(', ')}.`;
  return { message, help: meant === undefined ? choice : `Did you mean ${meant}? ${choice}` };
}

const COUNTED = {
  minLength: 'characters',
  maxLength: 'characters',
  minItems: 'items',
  maxItems: 'items',
  minProperties: 'entries',
  maxProperties: 'entries',
} as const;

function tooFew(name: string, limit: number, keyword: 'minLength' | 'minItems' | 'minProperties'): Description {
  if (limit === 1) return { message: `${name} is empty`, help: undefined };
  return { message: `${name} has fewer than ${String(limit)} ${COUNTED[keyword]}`, help: undefined };
}

function tooMany(
  name: string,
  limit: number,
  size: number,
  keyword: 'maxLength' | 'maxItems' | 'maxProperties',
): Description {
  const message = `${name} has ${String(size)} ${COUNTED[keyword]}; the most is ${String(limit)}`;
  return { message, help: undefined };
}

function sizeOf(found: unknown): number {
  if (typeof found === 'string') return Array.from(found).length;
  if (Array.isArray(found)) return found.length;
  return isRecord(found) ? Object.keys(found).length : 0;
}

function described(found: unknown): string {
  if (Array.isArray(found)) return 'a list';
  if (typeof found === 'object') return 'a mapping';
  return `the ${typeof found} ${valueText(found)}`;
}

const LONGEST_SHOWN = 60;

function valueText(found: unknown): string {
  return typeof found === 'string' ? `"${shortened(found)}"` : shortened(String(found));
}

function shortened(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1)}…`;
}
