import { CIDR_FUNCTIONS } from './cidr.ts';
import { CONVERSION_FUNCTIONS } from './conversions.ts';
import { ENCODER_FUNCTIONS } from './encoders.ts';
import { FORMAT_FUNCTIONS } from './formats.ts';
import { IP_FUNCTIONS } from './ip.ts';
import { byKey, functionKey } from './library.ts';
import type { FunctionEntry } from './library.ts';
import { LIST_FUNCTIONS } from './lists.ts';
import { MATH_FUNCTIONS } from './math.ts';
import { OPTIONAL_FUNCTIONS } from './optionals.ts';
import { PLACEMENT_FUNCTIONS } from './placement.ts';
import { QUANTITY_FUNCTIONS } from './quantity.ts';
import { REGEX_FUNCTIONS } from './regex.ts';
import { SEMVER_FUNCTIONS } from './semver.ts';
import { SET_FUNCTIONS } from './sets.ts';
import { STRING_FUNCTIONS } from './strings.ts';
import { TIME_FUNCTIONS } from './time.ts';
import { URL_FUNCTIONS } from './url.ts';

/** Functions that belong together, as the reference shows them. */
export interface FunctionLibrary {
  readonly name: string;
  readonly functions: readonly FunctionEntry[];
}

/** What rules can call. */
export const FUNCTION_LIBRARIES: readonly FunctionLibrary[] = [
  { name: 'Sizes, types and conversions', functions: CONVERSION_FUNCTIONS },
  { name: 'Text', functions: STRING_FUNCTIONS },
  { name: 'Patterns', functions: REGEX_FUNCTIONS },
  { name: 'Lists', functions: LIST_FUNCTIONS },
  { name: 'Sets', functions: SET_FUNCTIONS },
  { name: 'Optional values', functions: OPTIONAL_FUNCTIONS },
  { name: 'Times and durations', functions: TIME_FUNCTIONS },
  { name: 'Quantities', functions: QUANTITY_FUNCTIONS },
  { name: 'Semantic versions', functions: SEMVER_FUNCTIONS },
  { name: 'IP addresses', functions: IP_FUNCTIONS },
  { name: 'Ranges of IP addresses', functions: CIDR_FUNCTIONS },
  { name: 'URLs', functions: URL_FUNCTIONS },
  { name: 'Formats', functions: FORMAT_FUNCTIONS },
  { name: 'Numbers', functions: MATH_FUNCTIONS },
  { name: 'Encodings', functions: ENCODER_FUNCTIONS },
];

/** What every rule can call. */
export const STANDARD_FUNCTIONS: readonly FunctionEntry[] = FUNCTION_LIBRARIES.flatMap(({ functions }) => functions);

/** What rules can call that read a placement: all there are. */
export const ALL_FUNCTIONS: readonly FunctionEntry[] = [...STANDARD_FUNCTIONS, ...PLACEMENT_FUNCTIONS];

const BY_KEY: ReadonlyMap<string, FunctionEntry> = byKey(ALL_FUNCTIONS);

/** The function of this name; `undefined` where there is none with so many operands. */
export const functionNamed = (
  style: FunctionEntry['style'],
  name: string,
  operands: number,
): FunctionEntry | undefined => BY_KEY.get(functionKey(style, name, operands));
