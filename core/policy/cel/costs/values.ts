import { NAMED_FORMATS } from '../functions/named-formats.ts';
import { MAX_TEXT } from '../duration.ts';
import { stepsForText } from '../meter.ts';
import {
  FINDING_ZONE,
  HELD_AGAINST_FORMAT,
  PART_OF_TIME,
  PART_OF_URL,
  READING_ADDRESS,
  READING_DURATION,
  READING_QUANTITY,
  READING_QUERY,
  READING_TIME,
  READING_URL,
  READING_VERSION,
  WRITING_ADDRESS,
  WRITING_TIME,
} from '../prices.ts';
import { SCALAR, larger, lengthOf, listShape, mapShape, textOf } from '../shapes.ts';
import type { Cost, Shape } from '../shapes.ts';
import type { CelType } from '../types.ts';
import { readsText, readyOfLiteral, stepsForNewText, takes, takesNothing } from './parts.ts';
import type { CostTable } from './parts.ts';

/** Counts characters and keys; a list knows its length. */
const size: Cost = ([value = SCALAR]) => ({ steps: stepsToCount(value), shape: SCALAR });

const stepsToCount = (value: Shape): number =>
  value.kind === 'list' ? 0 : value.kind === 'text' ? stepsForText(value.length) : lengthOf(value);

/** An IPv6 range has 43 characters; numbers and times have fewer. */
const LONGEST_VALUE = 43;

/** Writing an IP address or a time, of which the type says whether it may be one. */
const WRITING = Math.max(stepsForText(WRITING_ADDRESS), WRITING_TIME);

/** Whether a value of the type is none of an address, a time, and whatever it may turn out to be. */
const isPlain = (type: CelType | undefined): boolean =>
  type !== undefined && !['named', 'dyn', 'timestamp', 'duration'].includes(type.kind);

const string: Cost = ([value = SCALAR], [type]) => {
  const length = lengthOf(value);
  if (type?.kind === 'string') return { steps: 0, shape: textOf(length) };
  const steps = length + stepsForText(length);
  return { steps: Math.max(isPlain(type) ? 0 : WRITING, steps), shape: textOf(Math.max(LONGEST_VALUE, length)) };
};

const toInt: Cost = (_, [type]) => ({ steps: isPlain(type) ? 0 : PART_OF_TIME, shape: SCALAR });

const bytes: Cost = ([text = SCALAR], [type]) => {
  const length = type?.kind === 'bytes' ? lengthOf(text) : 3 * lengthOf(text);
  return { steps: type?.kind === 'bytes' ? 0 : stepsForNewText(length), shape: textOf(length) };
};

const TIMES = [
  ...['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes'],
  ...['getSeconds', 'getMilliseconds'],
].flatMap((name): [string, Cost][] => [
  [`method ${name}/1`, takes(PART_OF_TIME)],
  [`method ${name}/2`, takes(FINDING_ZONE)],
]);

/** Of an address or a text that says one. */
const withAddress: Cost = ([, other = SCALAR], [, type]) => ({
  steps: type?.kind === 'named' ? 0 : stepsForText(READING_ADDRESS.least + lengthOf(other)),
  shape: SCALAR,
});

/** A URL is as large as the text it is read from. */
const url: Cost = ([text = SCALAR]) => ({
  steps: stepsForText(READING_URL.least + READING_URL.perUnit * lengthOf(text)),
  shape: textOf(lengthOf(text)),
});

const partOfUrl =
  (perUnit: number): Cost =>
  ([written = SCALAR]) => ({ steps: PART_OF_URL, shape: textOf(perUnit * lengthOf(written)) });

const query: Cost = ([written = SCALAR]) => {
  const length = lengthOf(written);
  const pairs = Math.ceil(length / 2);
  const value = textOf(3 * length);
  return {
    steps: stepsForNewText(READING_QUERY.least + READING_QUERY.perUnit * length),
    shape: mapShape(pairs, value, listShape(pairs, value)),
  };
};

/** A qualified name may be wrong in four ways. */
const MOST_PROBLEMS = 4;
const LONGEST_PROBLEM = 512;

const validate: Cost = ([, text = SCALAR]) => ({
  steps: stepsForText(HELD_AGAINST_FORMAT.least + HELD_AGAINST_FORMAT.perUnit * lengthOf(text)),
  shape: listShape(MOST_PROBLEMS, textOf(LONGEST_PROBLEM)),
});

const legsOf = (placement: Shape): Shape =>
  (placement.kind === 'object' ? placement.fields.get('legs') : undefined) ?? placement;

const readsLegs: Cost = ([placement = SCALAR]) => ({ steps: lengthOf(legsOf(placement)), shape: SCALAR });

/** What the first operand is, or holds. */
const passesOn: Cost = ([value = SCALAR]) => ({ steps: 0, shape: value });

const either: Cost = ([value = SCALAR, other = SCALAR]) => ({ steps: 0, shape: larger(value, other) });

const free = (...keys: readonly string[]): [string, Cost][] => keys.map((key) => [key, takesNothing]);

const ASKED_OF_VALUES = [
  ...['sign/1', 'isInteger/1', 'asInteger/1', 'add/2', 'sub/2', 'isGreaterThan/2', 'isLessThan/2', 'compareTo/2'],
  ...['major/1', 'minor/1', 'patch/1', 'family/1', 'isUnspecified/1', 'isLoopback/1', 'isLinkLocalMulticast/1'],
  ...['isLinkLocalUnicast/1', 'isGlobalUnicast/1', 'ip/1', 'masked/1', 'prefixLength/1', 'hasValue/1'],
].map((key) => `method ${key}`);

const OF_NUMBERS = [
  ...['ceil/1', 'floor/1', 'round/1', 'trunc/1', 'isNaN/1', 'isInf/1', 'isFinite/1', 'abs/1', 'sign/1', 'sqrt/1'],
  ...['bitAnd/2', 'bitOr/2', 'bitXor/2', 'bitNot/1', 'bitShiftLeft/2', 'bitShiftRight/2'],
].map((key) => `function math.${key}`);

const CONVERSIONS = ['type/1', 'uint/1', 'bool/1', 'optional.none/0'];

export const VALUE_COSTS: CostTable = {
  ...Object.fromEntries(free(...ASKED_OF_VALUES, ...OF_NUMBERS, ...CONVERSIONS.map((key) => `function ${key}`))),
  ...Object.fromEntries(free(...[...NAMED_FORMATS.keys()].map((name) => `function format.${name}/0`))),
  ...Object.fromEntries(TIMES),
  'function size/1': size,
  'method size/1': size,
  'function string/1': string,
  'function int/1': toInt,
  'function timestamp/1': readyOfLiteral(takes(READING_TIME)),
  'function duration/1': readyOfLiteral(readsText(READING_DURATION, MAX_TEXT)),
  'function double/1': readsText(),
  'function bytes/1': bytes,
  'function quantity/1': readyOfLiteral(takes(READING_QUANTITY)),
  'function isQuantity/1': takes(READING_QUANTITY),
  'method asApproximateFloat/1': takes(READING_QUANTITY),
  'function semver/1': readyOfLiteral(readsText(READING_VERSION)),
  'function semver/2': readsText(READING_VERSION),
  'function isSemver/1': readsText(READING_VERSION),
  'function isSemver/2': readsText(READING_VERSION),
  'function ip/1': readyOfLiteral(readsText(READING_ADDRESS)),
  'function isIP/1': readsText(READING_ADDRESS),
  'function ip.isCanonical/1': readsText({ ...READING_ADDRESS, least: READING_ADDRESS.least + WRITING_ADDRESS }),
  'function cidr/1': readyOfLiteral(readsText(READING_ADDRESS)),
  'function isCIDR/1': readsText(READING_ADDRESS),
  'method containsIP/2': withAddress,
  'method containsCIDR/2': withAddress,
  'function url/1': readyOfLiteral(url),
  'function isURL/1': readsText(READING_URL),
  'method getScheme/1': partOfUrl(1),
  'method getPort/1': partOfUrl(1),
  'method getHost/1': partOfUrl(3),
  'method getHostname/1': partOfUrl(3),
  'method getEscapedPath/1': partOfUrl(9),
  'method getQuery/1': query,
  'function format.named/1': takesNothing,
  'method validate/2': validate,
  'method survives/2': readsLegs,
  'method spreadOver/2': readsLegs,
  'function optional.of/1': passesOn,
  'function optional.ofNonZeroValue/1': ([value = SCALAR]) => ({
    steps: value.kind === 'text' || value.kind === 'list' ? 0 : lengthOf(value),
    shape: value,
  }),
  'method value/1': passesOn,
  'method or/2': either,
  'method orValue/2': either,
};
