import { ValueSchema } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import type { Value as SpecValue } from '@bufbuild/cel-spec/cel/expr/value_pb.js';
import { create } from '@bufbuild/protobuf';
import { formatValue } from '../../../core/policy/cel/format.ts';
import { evaluateText } from '../engine.ts';
import type { Evaluated } from '../engine.ts';
import type { Case } from './cases.ts';
import { settingOf } from './setting.ts';
import { canonicalType, requireType } from './types.ts';
import { isSame, valueOf } from './values.ts';

/** What the case wants of us. */
type Wanted =
  | { readonly kind: 'value'; readonly value: SpecValue; readonly type: string | undefined }
  | { readonly kind: 'type'; readonly type: string }
  /** When evaluated or when checked. */
  | { readonly kind: 'error' }
  /** Before it is evaluated. */
  | { readonly kind: 'refusal'; readonly of: 'syntax' | 'types' };

/** What is wrong with our answer to a case; `undefined` when nothing is. */
export function judge(of: Case): string | undefined {
  try {
    return fault(wantedOf(of), evaluateText(of.test.expr, settingOf(of.test)));
  } catch (cause) {
    return `cannot be asked: ${String(cause)}`;
  }
}

function wantedOf(of: Case): Wanted {
  switch (of.suite) {
    case 'parsing':
    case 'checking':
      if (of.type !== undefined) return { kind: 'type', type: of.type };
      return { kind: 'refusal', of: of.parses ? 'types' : 'syntax' };
    case 'comprehensions':
      return COMPREHENSION_ERRORS.some((pattern) => pattern.test(of.test.expr))
        ? { kind: 'error' }
        : { kind: 'value', value: TRUE, type: undefined };
    default:
      return wantedByMatcher(of);
  }
}

const TRUE = create(ValueSchema, { kind: { case: 'boolValue', value: true } });

/** The suite leaves out what its cases come to. Source: cel-go, ext/comprehensions_test.go: true, or an error where… */
const COMPREHENSION_ERRORS: readonly RegExp[] = [
  /^\S+\(i, i,/, // one name stands for two things,
  /\(\w\.\w, \w,|\(\w, \w\.\w,/, // a name is no name,
  /^(1|'')\./, // there is nothing to run over,
  /'bad filter'|\? \[v\] : v|\(k, v, \[\]\)|i \/ 2\.0/, // types do not fit,
  /^\[(1, 1|0, 0u)\]\.transformMapEntry/, // or a key comes twice.
];

function wantedByMatcher({ test, type, suite }: Case): Wanted {
  const { resultMatcher, disableCheck } = test;
  // What cel.index stands for can be anything to cel-go.
  const checked = disableCheck || suite === 'conformance/block_ext' ? undefined : type;
  switch (resultMatcher.case) {
    case 'value':
      return { kind: 'value', value: resultMatcher.value, type: checked };
    case 'typedResult': {
      const { result, deducedType } = resultMatcher.value;
      const deduced = deducedType && requireType(deducedType);
      if (result) return { kind: 'value', value: result, type: deduced };
      if (deduced !== undefined) return { kind: 'type', type: deduced };
      throw new Error('neither a result nor a type');
    }
    case 'evalError':
    case 'anyEvalErrors':
      return { kind: 'error' };
    case 'unknown':
    case 'anyUnknowns':
      throw new Error('rules know no unknown values');
    case undefined:
      return { kind: 'value', value: TRUE, type: checked };
  }
}

function fault(wanted: Wanted, got: Evaluated): string | undefined {
  switch (wanted.kind) {
    case 'value':
      return valueFault(wanted.value, got) ?? typeFault(wanted.type, got);
    case 'type':
      return typeFault(wanted.type, got);
    case 'error':
      return got.kind === 'value' ? `wanted an error, got ${formatValue(got.result)}` : undefined;
    case 'refusal':
      return refusalFault(wanted.of, got);
  }
}

function valueFault(value: SpecValue, got: Evaluated): string | undefined {
  if (got.kind !== 'value') return said(got);
  const wanted = valueOf(value);
  return isSame(wanted, got.result) ? undefined : `wanted ${formatValue(wanted)}, got ${formatValue(got.result)}`;
}

/** What cannot be evaluated for want of values has a type all the same. */
function typeFault(type: string | undefined, got: Evaluated): string | undefined {
  if (type === undefined) return undefined;
  if (got.kind === 'problems') return said(got);
  const [wanted, ours] = [canonicalType(type), canonicalType(got.type)];
  return wanted === ours ? undefined : `wanted type ${wanted}, got type ${ours}`;
}

function refusalFault(of: 'syntax' | 'types', got: Evaluated): string | undefined {
  if (got.kind !== 'problems') return `wanted it refused for its ${of}, got ${got.kind}`;
  const bySyntax = got.problems.some(({ code }) => code === 'policy/syntax');
  return bySyntax === (of === 'syntax') ? undefined : `wanted it refused for its ${of}, got ${said(got)}`;
}

const said = (got: Exclude<Evaluated, { readonly kind: 'value' }>): string =>
  got.kind === 'error' ? `error: ${got.message}` : `refused: ${got.problems.map(({ message }) => message).join('; ')}`;
