import type { Case } from './cases.ts';

/** Cases that rules cannot be asked, and why. The first that fits is the reason. */
interface NotAsked {
  readonly reason: string;
  readonly fits: (of: Case) => boolean;
}

const uses =
  (pattern: RegExp) =>
  ({ source }: Case): boolean =>
    pattern.test(source);

const inSuite = (suite: string, fits: (of: Case) => boolean) => (of: Case) => of.suite === suite && fits(of);

/** What cel-go says of a text of its own tests of parser and checker, set up as they were. */
const cannot =
  (pattern: RegExp) =>
  ({ suite, error = '' }: Case): boolean =>
    (suite === 'parsing' || suite === 'checking') && pattern.test(error);

export const NOT_ASKED: readonly NotAsked[] = [
  {
    reason: 'enums: protobuf alone has them',
    fits: uses(/enumValue|GlobalEnum|NestedEnum|NullValue\.NULL_VALUE/),
  },
  {
    reason: 'extensions of messages: protobuf alone has them',
    fits: uses(/proto\.(hasExt|getExt)|proto2_ext|test_all_types_ext/),
  },
  {
    reason: "messages of the suite's own: rules know no protobuf",
    fits: uses(/TestAllTypes|TestRequired|Proto2Message/),
  },
  {
    reason: "google.protobuf's wrappers, Any, Struct, Value: JSON values stand for themselves here",
    fits: uses(/google\.protobuf\.(?!Timestamp|Duration)[A-Z]|"wrapper"|"container":"google\.protobuf"/),
  },
  {
    reason: "calls functions that cel-go's test of its own declares in Go",
    fits: uses(/\bfg_s\(|\.fi_s_s\(/),
  },
  {
    reason: 'declares a variable whose type is open',
    fits: uses(/"ident":\{"type":\{("typeParam"|"abstractType":\{"name":"\w+","parameterTypes":\[\{"typeParam")/),
  },
  {
    reason: 'two-variable macros whose variables or values only Go code of cel-go knows',
    fits: inSuite('comprehensions', uses(/"expr":"(cel\.bind\(z, y|[mxy]\.)|v\.upperAscii\(\) : v\)/)),
  },
  {
    reason:
      'asks cel-go with optional syntax or quoted fields turned off, which rules have turned on or have not at all',
    fits: cannot(/unsupported syntax/),
  },
  {
    reason: "asks for cel-go's limit on depth, as that test of its own sets it",
    fits: cannot(/recursion (limit|depth)/),
  },
  { reason: 'takes a name that cel-go needs for itself', fits: cannot(/overwrites accumulator variable/) },
  {
    reason: 'asks cel-go to refuse comparing an int with a double, which Kubernetes lets it do',
    fits: cannot(/'_(<|<=|>|>=)_' applied to '\(int, double\)'/),
  },
];
